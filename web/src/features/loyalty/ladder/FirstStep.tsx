import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ClientWords } from "../../../ui/ClientWords";
import { firstOf } from "./first";
import styles from "./ladder.module.css";
import type { Item, Standing } from "./queries";

type FirstStepProps = { clientId: string; standing: Standing; onRead: (item: Item) => void };

/** The one thing to do before the rest, with the way to it. */
export function FirstStep({ clientId, standing, onRead }: FirstStepProps) {
  const { t } = useTranslation("loyalty/ladder");
  const format = useFormat();
  const may = useMay("record_signals");
  const first = firstOf(standing);
  if (!first) return null;
  const words = first.do === "mend" || first.do === "hear" ? first.item.words : null;
  return (
    <div className={styles.first}>
      <h3>{t("first.title")}</h3>
      <p>
        {first.do === "mend"
          ? t("first.mend", { steps: format.decimal(-(first.item.delta ?? 0), 1) })
          : first.do === "hear"
            ? t("first.hear")
            : first.do === "ask"
              ? t(first.known ? "first.askMore" : "first.ask")
              : first.do === "surprise"
                ? first.since
                  ? t("first.surpriseSince", { day: format.day(first.since) })
                  : t("first.surprise")
                : t("first.keep")}{" "}
        {words && <ClientWords size="s">{words}</ClientWords>}
      </p>
      {first.do === "surprise" ? (
        <a href="#plusOnes">{t("first.toPlusOnes")}</a>
      ) : first.do === "keep" || first.do === "mend" ? (
        <a href="#promises">{t(first.do === "keep" ? "first.toPromises" : "first.promise")}</a>
      ) : first.do === "hear" && may && first.item.expectation ? (
        <Button size="s" onPress={() => onRead(first.item)}>
          {t("first.note")}
        </Button>
      ) : (
        may && (
          <Link to="/clients/$clientId/discovery" params={{ clientId }}>
            {t("first.session")}
          </Link>
        )
      )}
    </div>
  );
}
