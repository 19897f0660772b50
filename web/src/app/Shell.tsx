import { Link, Outlet, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { Button as AriaButton, Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { onSessionExpired } from "../lib/http";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { AccountMenu } from "./AccountMenu";
import { Brand } from "./Brand";
import { useMe } from "./me";
import { navFor } from "./nav";
import { OfflineNotice } from "./OfflineNotice";
import styles from "./Shell.module.css";

const CommandPalette = lazy(() => import("./CommandPalette"));
const SignedOutDialog = lazy(() => import("./SignedOutDialog"));

/** What was noted without a connection, before this start of the program, goes out from whatever page one opens. */
function sendWaiting(who: { organization: string; person: string }): void {
  try {
    if (!localStorage.getItem("touchstone.waiting")) return;
  } catch {
    // Storage may be forbidden; what waits is then sent when its page opens.
    return;
  }
  // Without a connection the file may be missing, and there is nowhere to send to.
  import("../lib/outbox/waiting").then((it) => it?.startOutbox(who)).catch(() => undefined);
}

export function Shell() {
  const { t } = useTranslation();
  const { organization, person } = useMe();
  const [finding, setFinding] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const [signedOut, setSignedOut] = useState(false);
  const router = useRouter();

  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setFinding((now) => !now);
      }
    };
    window.addEventListener("keydown", open);
    return () => window.removeEventListener("keydown", open);
  }, []);
  useEffect(() => onSessionExpired(() => setSignedOut(true)), []);
  useEffect(() => sendWaiting({ organization: organization.id, person: person.id }), [organization.id, person.id]);
  useEffect(() => router.subscribe("onBeforeNavigate", () => setDrawer(false)), [router]);

  const find = () => {
    setDrawer(false);
    setFinding(true);
  };
  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#main">
        {t("nav.skip")}
      </a>
      <header className={styles.top}>
        <Link to="/cockpit" className={styles.home}>
          <Brand />
        </Link>
        <Button onPress={() => setDrawer(true)} aria-haspopup="dialog">
          {t("nav.menu")}
        </Button>
      </header>
      <header className={styles.side}>
        <Link to="/cockpit" className={styles.home}>
          <Brand /> {organization.demo && <Badge>{t("nav.demo")}</Badge>}
        </Link>
        <Navigation onFind={find} />
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <div className={styles.notices}>
          <OfflineNotice />
        </div>
        <Outlet />
      </main>
      <ModalOverlay className={styles.shade} data-shade="" isOpen={drawer} onOpenChange={setDrawer} isDismissable>
        <Modal className={styles.drawer}>
          <Dialog className={styles.sheet} aria-label={t("nav.menu")}>
            <div className={styles.sheetTop}>
              <Button onPress={() => setDrawer(false)}>{t("nav.close")}</Button>
            </div>
            <Navigation onFind={find} />
          </Dialog>
        </Modal>
      </ModalOverlay>
      {finding && (
        <Suspense>
          <CommandPalette onClose={() => setFinding(false)} />
        </Suspense>
      )}
      {signedOut && (
        <Suspense>
          <SignedOutDialog onClose={() => setSignedOut(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Navigation({ onFind }: { onFind: () => void }) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  return (
    <>
      <AriaButton className={styles.find} onPress={onFind}>
        {t("nav.search")}
        <kbd>{findKeys}</kbd>
      </AriaButton>
      <nav aria-label={t("nav.label")} className={styles.nav}>
        {navFor(permissions).map((group) => (
          <div key={group.text ?? ""}>
            {group.text && <h2 className={styles.group}>{t(`nav.${group.text}`)}</h2>}
            <ul>
              {group.items.map(({ to, text }) => (
                <li key={to}>
                  <Link to={to} activeOptions={{ exact: false, includeSearch: false }}>
                    {t(`nav.${text}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <AccountMenu />
    </>
  );
}

const findKeys = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘ K" : "Ctrl K";
