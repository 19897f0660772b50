import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../app/me";
import type { Who } from "../../lib/outbox/outbox";
import { Button } from "../../ui/Button";
import { ErrorLine, ErrorState } from "../../ui/ErrorState";
import { SkeletonRows } from "../../ui/Skeleton";
import { dayWords } from "./days";
import { LaterDialog } from "./LaterDialog";
import { LogSheet } from "./LogSheet";
import { type Prompt, type Touch, useAfterSent, useToday, useUndo, useUpcoming } from "./queries";
import { Why } from "./TouchCard";
import styles from "./today.module.css";
import own from "./upcoming.module.css";

/** What is coming for one client, and what lately became of it. */
export function UpcomingSection({ clientId }: { clientId: string }) {
  const { t, i18n } = useTranslation("prompts");
  const mayLog = useMay("record_signals");
  const upcoming = useUpcoming(clientId);
  const undo = useUndo();
  const { organization, person } = useMe();
  const who = { organization: organization.id, person: person.id };
  const [later, setLater] = useState<Prompt | null>(null);
  const [noting, setNoting] = useState(false);
  if (upcoming.error) return <ErrorState error={upcoming.error} onRetry={() => void upcoming.refetch()} level={3} />;
  if (!upcoming.data) return <SkeletonRows rows={2} height={36} />;
  const { today, open, over, client_name } = upcoming.data;
  const words = (day: string) => dayWords(i18n.language, day, today);
  return (
    <>
      <ErrorLine error={undo.error} />
      {open.length === 0 ? (
        <p className={styles.soft}>
          {t("upcoming.none")} <Link to="/today/rules">{t("upcoming.toRules")}</Link>
        </p>
      ) : (
        <ul className={own.upcoming}>
          {open.map((prompt) => (
            <li key={prompt.id}>
              <em>{words(prompt.shows_from)}</em>
              <span>
                <Why prompt={prompt} day={today} />
              </span>
              {mayLog && (
                <Button
                  size="s"
                  look="quiet"
                  aria-label={`${t("later")}: ${prompt.plan?.label ?? prompt.rule}`}
                  onPress={() => setLater(prompt)}
                >
                  {t("later")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <div className={own.over}>
          <h3>{t("upcoming.over")}</h3>
          <ul className={own.upcoming}>
            {over.map((prompt) => (
              <li key={prompt.id}>
                <span className={styles.tag}>{words(prompt.due)}</span>
                <span>
                  {prompt.rule}, <State prompt={prompt} />
                  {prompt.reason && <span className={styles.tag}> {prompt.reason}</span>}
                </span>
                {mayLog && prompt.can_undo && (
                  <Button size="s" look="quiet" onPress={() => undo.mutate([prompt.id])}>
                    {t("undo")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {mayLog && (
        <p className={own.note}>
          <Button size="s" onPress={() => setNoting(true)}>
            {t("upcoming.note")}
          </Button>
        </p>
      )}
      {noting && <NoteTouch id={clientId} name={client_name} who={who} onClose={() => setNoting(false)} />}
      <LaterDialog touch={later && touchOf(later)} day={today} who={who} onClose={() => setLater(null)} />
    </>
  );
}

/** The client rang, or was met by chance: a touch that nobody planned is noted as one that was. */
function NoteTouch({ id, name, who, onClose }: { id: string; name: string; who: Who; onClose: () => void }) {
  const today = useToday();
  const afterSent = useAfterSent();
  // One touch as long as the sheet is open, however often the page is drawn.
  const [touch] = useState<Touch>(() => ({
    client: { id, key: "", name, tier: null },
    urgency: "due",
    days_late: 0,
    prompts: [],
    touchpoint: null,
    expectations: [],
    promises: [],
    plus_one: null,
  }));
  if (today.error && !today.data) return <ErrorLine error={today.error} />;
  if (!today.data) return null;
  const close = () => {
    onClose();
    void afterSent("log");
  };
  return <LogSheet touch={touch} today={today.data} who={who} onSettle={close} onClose={close} />;
}

function State({ prompt }: { prompt: Prompt }) {
  const { t } = useTranslation("prompts");
  switch (prompt.state) {
    case "done":
    case "not_needed":
    case "lapsed":
    case "withdrawn":
      return t(`upcoming.states.${prompt.state}`);
    default:
      return null;
  }
}

/** One prompt as the dialog takes it: the page says of whom it is. */
function touchOf(prompt: Prompt): Pick<Touch, "prompts" | "client"> {
  return { prompts: [prompt], client: { id: "", key: "", name: prompt.rule, tier: null } };
}
