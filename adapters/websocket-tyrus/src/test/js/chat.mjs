// Two people who use "ws" in a room of a real server: node chat.mjs FOLDER-OF-WS http://HOST:PORT
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { once } from "node:events";

const [folder, base] = process.argv.slice(2);
const WebSocket = createRequire(import.meta.url)(folder);
const patience = () => ({ signal: AbortSignal.timeout(10_000) });

async function signUp(username) {
  const answer = await fetch(`${base}/api/accounts`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: base },
    body: JSON.stringify({ username, password: "correct horse battery" }),
  });
  assert.equal(answer.status, 201);
  return answer.headers.get("set-cookie").split(";")[0];
}

class Phone {
  heard = [];
  waiting = [];

  static async of(username) {
    const phone = new Phone();
    const cookie = await signUp(username);
    phone.socket = new WebSocket(`${base.replace("http", "ws")}/ws`, ["sarangbang.v1"], { origin: base, headers: { cookie } });
    phone.socket.on("message", (data) => phone.take(JSON.parse(data.toString())));
    await once(phone.socket, "open", patience());
    await phone.ask({ type: "hello", id: "hello", device: "phone" }, "welcome");
    return phone;
  }

  take(frame) {
    this.heard.push(frame);
    this.waiting = this.waiting.filter((look) => !look());
  }

  hear(matches) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.heard.find(matches);
        if (found) resolve(found);
        return found;
      };
      if (!look()) {
        this.waiting.push(look);
        setTimeout(() => reject(new Error(`not heard; but ${JSON.stringify(this.heard)}`)), 10_000).unref();
      }
    });
  }

  async ask(request, type) {
    this.socket.send(JSON.stringify(request));
    const reply = await this.hear((frame) => frame.id === request.id);
    assert.equal(reply.type, type, JSON.stringify(reply));
    return reply;
  }
}

const ann = await Phone.of("ann");
const bob = await Phone.of("bob");
const { room } = (await ann.ask({ type: "create_room", id: "open", title: "사랑방" }, "room")).room;
await ann.ask({ type: "invite", id: "invite", room, username: "bob" }, "done");
for (let i = 0; i < 20; i++) {
  const sent = await ann.ask({ type: "send", id: `a${i}`, room, text: `안녕 ${i} 😀` }, "sent");
  const heard = await bob.hear((frame) => frame.type === "entry" && frame.entry.id === `a${i}`);
  assert.equal(heard.entry.text, `안녕 ${i} 😀`);
  assert.equal(heard.entry.sequence, sent.sequence);
}
bob.socket.close(1000);
assert.equal((await once(bob.socket, "close", patience()))[0], 1000);
console.log("ok");
process.exit(0);
