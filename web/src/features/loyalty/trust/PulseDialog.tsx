import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { contactsQuery } from "../../../app/clients/queries";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine, ErrorState } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { SkeletonRows } from "../../../ui/Skeleton";
import { useTell } from "../../../ui/useTell";
import { pulseQuery, useAnswerPulse } from "./queries";
import styles from "./trust.module.css";

const NOBODY = "-";

const SCALE = ["1", "2", "3", "4", "5", "6", "7"] as const;

/** Nine sentences about our conduct, as one contact answered them. A skipped one stays unanswered. */
export function PulseDialog({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { t, i18n } = useTranslation("loyalty/trust");
  const app = useTranslation();
  const pulse = useQuery(pulseQuery(i18n.language));
  const answer = useAnswerPulse();
  const tell = useTell();
  const [scores, setScores] = useState<Record<string, string>>({});
  const contacts = useQuery(contactsQuery(clientId)).data ?? [];
  const [who, setWho] = useState<string>(NOBODY);
  // A consumer is one person: nobody has to be asked who answered.
  const only = contacts.length === 1 ? contacts[0]?.id : undefined;
  const contact = who === NOBODY ? (only ?? null) : who;
  const given = Object.entries(scores);
  return (
    <Dialog title={t("pulse.title")} open onClose={onClose} wide>
      <p className="soft">{t("pulse.what")}</p>
      {pulse.error ? (
        <ErrorState error={pulse.error} level={3} onRetry={() => pulse.refetch()} />
      ) : !pulse.data ? (
        <SkeletonRows rows={9} height={44} />
      ) : (
        <Form
          onSubmit={() =>
            answer.mutate(
              { client: clientId, contact, answers: given.map(([item, score]) => ({ item, score: Number(score) })) },
              {
                onSuccess: () => {
                  onClose();
                  tell.done(t("pulse.done"));
                },
              },
            )
          }
        >
          {contacts.length > 1 && (
            <Select
              label={t("pulse.who")}
              options={[
                { key: NOBODY, label: t("pulse.notSaid") },
                ...contacts.map((it) => ({ key: it.id, label: it.name })),
              ]}
              value={who}
              onChange={setWho}
            />
          )}
          <div className={styles.ends} aria-hidden="true">
            <span>{t("pulse.low")}</span>
            <span>{t("pulse.high")}</span>
          </div>
          {pulse.data.items.map((item) => (
            <RadioGroup
              key={item.key}
              className={styles.item ?? ""}
              value={scores[item.key] ?? null}
              onChange={(score) => setScores((before) => ({ ...before, [item.key]: score }))}
              orientation="horizontal"
            >
              <Label>{item.words}</Label>
              <span className={styles.scale}>
                {SCALE.map((score) => (
                  <Radio
                    key={score}
                    value={score}
                    className={styles.score ?? ""}
                    aria-label={
                      score === "1" ? `1, ${t("pulse.low")}` : score === "7" ? `7, ${t("pulse.high")}` : score
                    }
                  >
                    {score}
                  </Radio>
                ))}
              </span>
            </RadioGroup>
          ))}
          <ErrorLine error={answer.error} />
          <Acts>
            <Button onPress={onClose}>{app.t("act.cancel")}</Button>
            <Button type="submit" look="go" isDisabled={given.length === 0} pending={answer.isPending}>
              {t("pulse.do", { count: given.length })}
            </Button>
          </Acts>
        </Form>
      )}
    </Dialog>
  );
}
