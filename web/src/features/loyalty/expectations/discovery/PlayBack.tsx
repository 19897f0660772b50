import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { CopyField } from "../../../../ui/CopyField";
import { Acts, Dialog } from "../../../../ui/Dialog";
import { ErrorLine } from "../../../../ui/ErrorState";
import { type Discovery, usePlayBack } from "../queries";
import styles from "./discovery.module.css";

/** The sentences go back to whom they came from; only their answer makes them known. */
export function PlayBack({ discovery, name }: { discovery: Discovery; name: string }) {
  const { t } = useTranslation("loyalty/expectations");
  const format = useFormat();
  const play = usePlayBack(discovery.id);
  const [shown, setShown] = useState(false);
  const answered = discovery.statements.filter((it) => it.outcome !== "noted" && it.outcome !== "waiting").length;
  const all = discovery.statements.length;
  const made = play.data;
  const send = () => play.mutate(undefined, { onSuccess: () => setShown(true) });
  return (
    <footer className={styles.play}>
      {discovery.state === "open" ? (
        <>
          <p className="soft">{all === 0 ? t("play.nothing") : t("play.why")}</p>
          <Button look="go" isDisabled={all === 0} pending={play.isPending} onPress={send}>
            {t("play.do")}
          </Button>
        </>
      ) : (
        <>
          <p role="status">
            <b>{answered === all ? t("play.all") : t("play.sent")}</b>{" "}
            <span className="soft">{t("play.answered", { count: answered, all })}</span>
          </p>
          {answered === all && (
            <Link to="/clients/$clientId" params={{ clientId: discovery.client.id }} hash="iceberg">
              {t("play.next")}
            </Link>
          )}
          {answered < all && (
            <Button pending={play.isPending} onPress={send}>
              {t("play.again")}
            </Button>
          )}
        </>
      )}
      <ErrorLine error={play.error} />
      {made && (
        <Dialog title={t("play.title", { name })} open={shown} onClose={() => setShown(false)} stays wide>
          <CopyField label={t("play.address")} value={new URL(made.address, window.location.origin).href} />
          <p className="soft">{t("play.once", { day: format.day(made.link.expires_at) })}</p>
          <Acts>
            <Button look="go" onPress={() => setShown(false)}>
              {t("play.done")}
            </Button>
          </Acts>
        </Dialog>
      )}
    </footer>
  );
}
