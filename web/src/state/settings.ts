import { effect, signal } from "@preact/signals";
import { type Language, language, preferred } from "../i18n/language.ts";

export type Theme = "device" | "light" | "dark";

export const theme = signal<Theme>("device");

/** What the person chose on this device; nothing about them. Storage may be switched off: then it is forgotten. */
export function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // the choice holds until the app is closed
  }
}

export function startSettings(): void {
  const chosen = read("theme");
  if (chosen === "light" || chosen === "dark") theme.value = chosen;
  const spoken = read("language");
  language.value = spoken === "en" || spoken === "es" ? spoken : preferred(navigator.languages);
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
  effect(() => {
    document.documentElement.lang = language.value;
  });
}

export function chooseTheme(value: Theme): void {
  theme.value = value;
  keep("theme", value);
}

export function chooseLanguage(value: Language): void {
  language.value = value;
  keep("language", value);
}
