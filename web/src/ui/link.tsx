import type { ComponentChildren } from "preact";
import { go } from "../router.ts";

interface LinkProps {
  to: string;
  state?: unknown;
  class?: string;
  current?: boolean;
  children: ComponentChildren;
}

/** A real link (it can be copied and opened elsewhere) that moves within the app without a reload. */
export function Link({ to, state, class: name, current, children }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to, { state });
  };
  return (
    <a href={to} class={name} onClick={follow} aria-current={current ? "page" : undefined}>
      {children}
    </a>
  );
}
