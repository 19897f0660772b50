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
  useEffect(() => {
    // The title of the page being left, while another is on its way.
    let left: string | undefined;
    const stop = router.subscribe("onBeforeNavigate", ({ pathChanged, fromLocation }) => {
      if (pathChanged && fromLocation) left = document.title;
    });
    // A page sets its title when it has what it needs: only then has it opened.
    const titles = new MutationObserver(() => {
      // Styles of the coming page also go into the head.
      if (left === undefined || left === document.title) return;
      left = undefined;
      setSaid(document.title);
      const { activeElement } = document;
      if (activeElement?.closest("main, [role=dialog]")) return;
      document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
    });
    titles.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => {
      stop();
      titles.disconnect();
    };
  }, [router]);
  return (
    <p aria-live="polite" aria-atomic="true" className="sr">
      {said}
    </p>
  );
}
