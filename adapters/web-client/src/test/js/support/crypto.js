// Node 18 keeps to itself what every browser, and every later node, has for all to use.

import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
