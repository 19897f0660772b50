import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Toasts } from "../ui/Toasts";

export function Root() {
  const { i18n } = useTranslation();
  return (
    // React Aria's own words and its sorting follow the chosen language, not the browser's.
    <I18nProvider locale={i18n.language === "de" ? "de-DE" : "en-GB"}>
      <Outlet />
      <Toasts />
      <RouteAnnouncer />
    </I18nProvider>
  );
}

/** Says which page opened and takes the focus there, as a page load would. Filters in the URL don't count. */
function RouteAnnouncer() {
  const router = useRouter();
  const [said, setSaid] = useState("");
  useEffect(
    () =>
      router.subscribe("onResolved", ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return;
        // The page sets its title in an effect, which runs after this.
        setTimeout(() => {
          setSaid(document.title);
          if (document.activeElement === document.body || !document.activeElement?.closest("main")) {
            document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
          }
        }, 50);
      }),
    [router],
  );
  return (
    <p aria-live="polite" aria-atomic="true" className="sr">
      {said}
    </p>
  );
}
