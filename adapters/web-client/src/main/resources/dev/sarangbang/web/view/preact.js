// The view library and what every component needs of it. The files under vendor/ come from the build.

import { Component, createContext, h } from "../vendor/preact.module.js";
import { useContext, useLayoutEffect, useReducer, useRef } from "../vendor/hooks.module.js";

export { Component, Fragment, createRef, h, render } from "../vendor/preact.module.js";
export { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../vendor/hooks.module.js";

/** What the components act on: `{ store, drafts, session, … }`, see main.js. */
export const AppContext = createContext(undefined);

export const useApp = () => useContext(AppContext);

/** Part of the page's state; the component is rendered again when that part changes. */
export function useStore(select) {
  const { store } = useApp();
  const [, again] = useReducer((count) => count + 1, 0);
  const value = select(store.get());
  const latest = useRef();
  latest.current = { select, value };
  useLayoutEffect(
    () => store.subscribe(() => Object.is(latest.current.select(store.get()), latest.current.value) || again()),
    [store],
  );
  return value;
}

/** A component that is only rendered again when one of its properties is another. */
export function memo(render) {
  class Memo extends Component {
    shouldComponentUpdate(next) {
      return Object.keys({ ...next, ...this.props }).some((key) => !Object.is(next[key], this.props[key]));
    }
    render(props) {
      return h(render, props);
    }
  }
  return Memo;
}
