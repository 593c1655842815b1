import "./card.css";
import type { ComponentChildren } from "preact";

interface CardProps {
  title?: string;
  class?: string;
  children: ComponentChildren;
}

/** A quiet box with one subject. */
export function Card({ title, class: name = "", children }: CardProps) {
  return (
    <section class={`card ${name}`}>
      {title ? <h2>{title}</h2> : null}
      {children}
    </section>
  );
}
