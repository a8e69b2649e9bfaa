// Something a dialog asks of the server: under way once at most, and with words for what went wrong.

import { createAttempts } from "./attempts.js";
import { errorWords } from "./parts.js";
import { useEffect, useRef, useState } from "./preact.js";

/**
 * `{ busy, error, run(task, values) }`; `done(result)` when a task was answered well and the dialog is still there. A task is
 * given the id of its request, which is the same when it is tried again with the same `values`.
 */
export function useTask(done) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState();
  const [attempts] = useState(createAttempts);
  const there = useRef(true);
  useEffect(() => () => (there.current = false), []);
  const run = async (task, values) => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      const result = await task(attempts.idFor(values));
      attempts.over();
      if (there.current) done(result);
    } catch (failure) {
      if (failure.code === undefined) throw failure;
      if (!failure.retry) attempts.over();
      if (there.current) setError(errorWords(failure.code, values));
    } finally {
      if (there.current) setBusy(false);
    }
  };
  return { busy, error, run };
}
