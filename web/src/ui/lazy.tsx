import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { t } from "../i18n/t.ts";
import { Button } from "./button.tsx";

/** A component whose code is fetched when it is first drawn. Offline it comes from the service worker's cache. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const loaded = signal<ComponentType<P> | null>(null);
  const failed = signal(false);
  let loading = false;

  const start = () => {
    loading = true;
    failed.value = false;
    load()
      .then((component) => {
        loaded.value = component;
      })
      .catch(() => {
        failed.value = true;
      })
      .finally(() => {
        loading = false;
      });
  };

  return function Lazy(props: P) {
    const Component = loaded.value;
    if (Component) return <Component {...props} />;
    if (failed.value) return <Button onClick={start}>{t("tryAgain")}</Button>;
    if (!loading) start();
    return <p class="visually-hidden">{t("loading")}</p>;
  };
}
