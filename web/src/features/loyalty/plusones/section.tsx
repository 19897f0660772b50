import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clientLabel } from "../../../app/clients/ClientComboBox";
import { clientQuery } from "../../../app/clients/queries";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { Skeleton } from "../../../ui/Skeleton";
import { useTell } from "../../../ui/useTell";
import { GiftList } from "./GiftList";
import { GiveDialog } from "./GiveDialog";
import styles from "./plusones.module.css";
import { clientPlusOnesQuery, suggestionQuery, useTakeBackGift } from "./queries";

/** On a client's page: the one to give next, what they got, and what they expect because of it. */
export function PlusOnesSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const mayGive = useMay("record_signals");
  const known = useQuery(clientPlusOnesQuery(clientId));
  const suggestion = useQuery(suggestionQuery(clientId));
  const takeBack = useTakeBackGift();
  const tell = useTell();
  const client = useQuery(clientQuery(clientId)).data;
  const [giving, setGiving] = useState(false);
  if (known.isPending || suggestion.isPending) return <Skeleton height={120} />;
  if (known.isError) return <ErrorLine error={known.error} />;
  if (suggestion.isError) return <ErrorLine error={suggestion.error} />;
  const { gifts, norms, last_felt_at: last } = known.data;
  const next = suggestion.data.suggested;
  return (
    <div className={styles.section}>
      {next ? (
        <div className={styles.next}>
          <h3>
            <Link to="/plus-ones/$plusOneId" params={{ plusOneId: next.id }}>
              {next.words}
            </Link>
          </h3>
          <p className={styles.line}>
            {t(next.hold_out ? "section.holdOut" : next.given > 0 ? "section.again" : "section.new")}
            {next.ask_first && ` ${t("card.askFirst")}.`}
            {next.wow.value != null &&
              ` ${t("section.chance", { rate: format.percent(next.wow.value), n: format.sample(next.wow.n) })}`}
          </p>
          {mayGive && (
            <Button size="s" onPress={() => setGiving(true)}>
              {t(next.hold_out ? "give.noteHeldOut" : "card.give")}
            </Button>
          )}
        </div>
      ) : (
        <p className="soft">
          {t("section.none")} <Link to="/plus-ones">{t("section.toBoard")}</Link>
        </p>
      )}
      <p className={styles.line}>{last ? t("section.last", { day: format.day(last) }) : t("section.never")}</p>
      {norms.length > 0 && (
        <p className={styles.line}>{t("section.norms", { words: format.list(norms.map((it) => it.words)) })}</p>
      )}
      {gifts.length > 0 && <GiftList gifts={gifts.slice(0, 6)} show="plusOne" />}
      {giving && next && (
        <GiveDialog
          plusOne={{ id: next.id, words: next.words, must_ask: next.ask_first }}
          client={{ id: clientId, name: client ? clientLabel(client) : t("section.thisClient") }}
          heldOut={next.hold_out}
          onClose={() => setGiving(false)}
          onDone={(done) => {
            const why = done.why === "worn_out" ? "worn_out" : "third_time";
            tell.done(t(done.became_norm ? (`becameNorm.${why}` as const) : "given", { words: next.words }), () =>
              takeBack.mutateAsync(done.gift.id),
            );
          }}
        />
      )}
    </div>
  );
}
