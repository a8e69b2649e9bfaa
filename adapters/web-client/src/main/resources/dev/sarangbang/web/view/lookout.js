// Sees to it that the list of rooms is asked for now and then, while someone is signed in. It shows nothing.

import { clock } from "../app/clock.js";
import { createLookout } from "../sync/lookout.js";
import { useApp, useEffect, useState, useStore } from "./preact.js";

export function Lookout() {
  const { session } = useApp();
  const online = useStore((state) => state.link.status === "online");
  const [lookout] = useState(() => createLookout({ look: session().look, clock, random: () => Math.random() }));
  useEffect(() => {
    const seen = () => lookout.seen(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, []);
  useEffect(() => {
    if (online) lookout.connected();
    return lookout.disconnected;
  }, [online]);
  return null;
}
