// Where the files are that a browser is served: as they are written, and as they are packed, with the view library.

export const sources = new URL("../../../main/resources/dev/sarangbang/web/", import.meta.url);
export const packed = new URL("../../../../target/classes/dev/sarangbang/web/", import.meta.url);
