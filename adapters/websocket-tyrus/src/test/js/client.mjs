// The client "ws" at a server that says texts back: prints a line for each thing that is as it should be, and ends with 1 at the first that is not.
// node client.mjs FOLDER-OF-WS URL ORIGIN
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { once } from "node:events";

const [folder, url, origin] = process.argv.slice(2);
const WebSocket = createRequire(import.meta.url)(folder);
const patience = () => ({ signal: AbortSignal.timeout(10_000) });

async function open(options = {}) {
  const socket = new WebSocket(url, ["sarangbang.v1"], { origin, ...options });
  await once(socket, "open", patience());
  return socket;
}

async function echo(socket, text) {
  const heard = once(socket, "message", patience());
  socket.send(text);
  const [data, isBinary] = await heard;
  assert.equal(isBinary, false);
  assert.equal(data.toString(), String(text));
}

async function closed(socket) {
  const [code, reason] = await once(socket, "close", patience());
  return [code, reason.toString()];
}

const cases = {
  async "the subprotocol is agreed and no extension is, though ws offers one"() {
    const socket = await open({ perMessageDeflate: true });
    assert.equal(socket.protocol, "sarangbang.v1");
    assert.equal(socket.extensions, "");
    socket.terminate();
  },
  async "texts of every form of length are said back"() {
    const socket = await open();
    for (const length of [0, 1, 125, 126, 127, 65, 1000, 16384]) {
      await echo(socket, "x".repeat(length));
    }
    await echo(socket, "사랑방 😀");
    socket.terminate();
  },
  async "a text in pieces is one text"() {
    const socket = await open();
    const heard = once(socket, "message", patience());
    socket.send("사랑", { fin: false });
    socket.send("", { fin: false });
    socket.send("방", { fin: true });
    assert.equal((await heard)[0].toString(), "사랑방");
    socket.terminate();
  },
  async "a ping is answered with what it brought"() {
    const socket = await open();
    const heard = once(socket, "pong", patience());
    socket.ping("are you there");
    assert.equal((await heard)[0].toString(), "are you there");
    socket.terminate();
  },
  async "a hundred texts come back in order"() {
    const socket = await open();
    const heard = [];
    const all = new Promise((resolve) =>
      socket.on("message", (data) => {
        heard.push(data.toString());
        if (heard.length === 100) resolve();
      }),
    );
    const sent = Array.from({ length: 100 }, (_, i) => `number ${i}`);
    sent.forEach((text) => socket.send(text));
    await all;
    assert.deepEqual(heard, sent);
    socket.terminate();
  },
  async "a close is answered with its code"() {
    for (const code of [1000, 1001, 3000, 4999]) {
      const socket = await open();
      socket.close(code, "bye");
      assert.equal((await closed(socket))[0], code);
    }
  },
  async "binary is refused"() {
    const socket = await open();
    socket.send(Buffer.from([1, 2, 3]));
    assert.equal((await closed(socket))[0], 1003);
  },
  async "a text that is too long is refused"() {
    const socket = await open();
    socket.send("x".repeat(16385));
    assert.equal((await closed(socket))[0], 1009);
  },
  async "a page from elsewhere is refused"() {
    const socket = new WebSocket(url, ["sarangbang.v1"], { origin: "http://evil.example" });
    const [, answer] = await once(socket, "unexpected-response", patience());
    assert.equal(answer.statusCode, 403);
    answer.destroy();
  },
};

for (const [name, play] of Object.entries(cases)) {
  try {
    await play();
    console.log(`ok ${name}`);
  } catch (failure) {
    console.log(`not ok ${name}: ${failure.stack}`);
    process.exit(1);
  }
}
process.exit(0);
