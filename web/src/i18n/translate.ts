import { type Language, language } from "./language.ts";

/** One text, or two by number: `one` and `other` are chosen by the value named `n`. */
export type Text = string | { readonly one: string; readonly other: string };
export type Messages = Readonly<Record<string, Readonly<Record<Language, Text>>>>;

/** Declares a catalogue: each key must say the same in every language, or it does not compile. */
export function messages<const M extends Messages>(catalogue: M): M {
  return catalogue;
}

type Places<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;
type PlacesOf<T> = T extends { readonly one: infer A; readonly other: infer B }
  ? Places<A> | Places<B> | "n"
  : Places<T>;
type Values<T> = Readonly<Record<PlacesOf<T> & string, string | number>>;
type Rest<T> = [PlacesOf<T>] extends [never] ? [] : [values: Values<T>];

/** `t(key, values)`: the compiler asks for exactly the values that the English text names as `{place}`. */
export type Translate<M extends Messages> = <K extends keyof M & string>(
  key: K,
  ...rest: Rest<M[K]["en"]>
) => string;

/** A `t` over one catalogue (or several, spread into one), in the app's language unless `spoken` names one. */
export function translator<M extends Messages>(catalogue: M, spoken?: Language): Translate<M> {
  return (key, ...rest) => {
    const values: Readonly<Record<string, string | number>> = rest[0] ?? {};
    const tongue = spoken ?? language.value;
    const text = catalogue[key]?.[tongue] ?? key;
    return fill(typeof text === "string" ? text : text[plural(values.n, tongue)], values);
  };
}

/** Made once: a list of many rows says many numbers. */
const rules = new Map<Language, Intl.PluralRules>();

function plural(n: string | number | undefined, tongue: Language): "one" | "other" {
  const spoken = rules.get(tongue) ?? new Intl.PluralRules(tongue);
  rules.set(tongue, spoken);
  return spoken.select(Number(n)) === "one" ? "one" : "other";
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
