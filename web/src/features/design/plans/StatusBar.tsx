import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { useNow } from "../../../lib/useNow";
import { Button } from "../../../ui/Button";
import { Sign } from "../../../ui/Sign";
import { Tick } from "../../../ui/Tick";
import { useProblemWords } from "../../../ui/useProblemWords";
import { countChanges } from "./changes";
import { anchorOf, goToPart, useEditor } from "./parts/editor";
import styles from "./plan.module.css";
import type { Gate, Lack, PlanStep, TouchpointPlan } from "./queries";
import { useSay } from "./say";
import type { DraftOnScreen } from "./useDraft";
import { gateSentence, lackVerb, numeralOf } from "./words";

/** More lacks than this are a list that nobody reads; the rest is counted. */
const SHOWN = 5;

/** Several fields are one fact on the page. */
const factOf: Record<string, string> = {
  trigger: "window",
  preparation_minutes: "minutes",
  cost_cents: "minutes",
  currency: "minutes",
};

/** Where on the page a lack is mended. */
export function placeOf({ field, item, code }: Pick<Lack, "field" | "item" | "code">): string {
  return anchorOf(factOf[field] ?? field, item, code === "no_recovery" ? "recovery" : undefined);
}

type Props = { plan: TouchpointPlan; on: DraftOnScreen; onStep: (step: PlanStep) => void; busy: boolean };

/** Where the plan stands in its life, what keeps it from going live, and what happens next. */
export function StatusBar({ plan, on, onStep, busy }: Props) {
  const { t } = useTranslation("design/plans");
  const { draft, live } = plan;
  const title = draft
    ? live
      ? t("life.draftOver", { version: draft.version, live: live.version })
      : t("life.draft", { version: draft.version })
    : live
      ? t("life.live", { version: live.version })
      : t("life.none");
  const at = draft ? draft.state : plan.state === "stale" ? "stale" : plan.state;
  return (
    <div className={styles.bar}>
      <section aria-label={title}>
        <h2>{title}</h2>
        <ol className={styles.steps} aria-label={t("life.steps")}>
          {(["draft", "reviewed", "live", "stale"] as const).map((step) => (
            <li key={step} aria-current={step === at ? "step" : undefined} data-step={step}>
              {t(`state.${step}`)}
            </li>
          ))}
        </ol>
        <Saved plan={plan} on={on} />
      </section>
      <GatePart plan={plan} />
      <Next plan={plan} onStep={onStep} busy={busy} />
    </div>
  );
}

/** Whether what is on the screen is with the server, and the way back. */
function Saved({ plan, on }: { plan: TouchpointPlan; on: DraftOnScreen }) {
  const { t } = useTranslation("design/plans");
  const app = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { organization } = useMe();
  const { changes, mayEdit } = useEditor();
  const problem = useProblemWords();
  const { draft, live } = plan;
  const count = countChanges(changes);
  const { saving } = on;
  const when = (at: string) => {
    const today = new Date(at).toDateString() === now.toDateString();
    return today
      ? t("saved.at", { time: format.clock(at, organization.time_zone) })
      : format.day(at, organization.time_zone);
  };
  const words = () => {
    switch (saving.state) {
      case "saving":
      case "waiting":
        return t("saved.saving");
      case "choosing":
        return t("saved.choosing");
      case "failed":
        return t(saving.here ? "saved.here" : "saved.nowhere", { why: problem(saving.error).title });
      case "saved": {
        if (draft) {
          const who = draft.saved.by?.name;
          const by = who
            ? t("saved.by", { who, when: when(draft.saved.at) })
            : t("saved.byNobody", { when: when(draft.saved.at) });
          if (!live) return by.charAt(0).toUpperCase() + by.slice(1);
          return count === 0
            ? t("saved.noChanges", { live: live.version, by })
            : t("saved.changes", { count, n: numeralOf(t, count, format.count), by });
        }
        if (!live) return t("saved.nothing");
        const published = live.published;
        if (!published) return "";
        const who = published.by?.name;
        return who
          ? t("saved.published", { who, when: format.day(published.at, organization.time_zone) })
          : t("saved.publishedSince", { when: format.day(published.at, organization.time_zone) });
      }
    }
  };
  return (
    <p className={styles.saved} data-state={saving.state} role="status">
      <span>{words()}</span>
      {saving.state === "failed" && (
        <button type="button" className={styles.link} onClick={() => void on.send()}>
          {app.t("problem.retry")}
        </button>
      )}
      {mayEdit && on.draft.past.length > 0 && (
        <button type="button" className={styles.link} onClick={on.undo}>
          {app.t("act.undo")}
        </button>
      )}
      {mayEdit && on.draft.future.length > 0 && (
        <button type="button" className={styles.link} onClick={on.redo}>
          {t("saved.redo")}
        </button>
      )}
    </p>
  );
}

function GatePart({ plan }: { plan: TouchpointPlan }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const say = useSay();
  const { mayEdit } = useEditor();
  const { gate } = plan;
  const version = plan.draft?.version ?? plan.live?.version ?? 1;
  const lacks = gate.lacks.slice(0, SHOWN);
  const more = gate.lacks.length - lacks.length;
  const only = plan.live && !plan.draft;
  const title =
    only && gate.complete
      ? t("gate.liveComplete", { version })
      : only
        ? t("gate.liveLacks", { count: gate.lacks.length, n: numeralOf(t, gate.lacks.length, format.count), version })
        : gateSentence(t, gate, version, (n) => numeralOf(t, n, format.count));
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className={styles.gate}>
        {lacks.map((lack) => (
          <li key={`${lack.field} ${lack.item} ${lack.code}`}>
            <Sign standing="dissatisfied" size={10} />
            <span>
              {say.lack(lack)}{" "}
              {mayEdit && (
                <button
                  type="button"
                  className={styles.link}
                  aria-label={t("gate.go", { verb: lackVerb(t, lack), lack: say.lack(lack) })}
                  onClick={() => goToPart(placeOf(lack))}
                >
                  {lackVerb(t, lack)}
                </button>
              )}
            </span>
          </li>
        ))}
        {more > 0 && <li className={styles.more}>{t("gate.more", { count: more, n: format.count(more) })}</li>}
        {doneOf(gate).map((done) => (
          <li key={done} data-done="">
            <Tick size={11} />
            {done === "filled"
              ? t("gate.filled", { n: format.count(gate.filled.length), of: format.count(gate.required.length) })
              : t(`gate.${done}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is in order already: said, so that nobody looks for it. */
function doneOf(gate: Gate): ("filled" | "recoveries")[] {
  const done: ("filled" | "recoveries")[] = ["filled"];
  if (gate.filled.includes("failures")) done.push("recoveries");
  return done;
}

/** What comes after this, and what holds until then. */
function Next({ plan, onStep, busy }: { plan: TouchpointPlan; onStep: (step: PlanStep) => void; busy: boolean }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const { organization } = useMe();
  const { mayEdit } = useEditor();
  const { draft, live, gate } = plan;
  const until = live ? t("next.until", { version: live.version }) : t("next.untilNone");
  const day = (at: string) => format.day(at, organization.time_zone);
  if (draft?.state === "reviewed") {
    const stamp = draft.reviewed;
    return (
      <section aria-label={t("next.publish")}>
        <h2>{t("next.publish")}</h2>
        <p>
          {stamp?.by
            ? t("next.reviewedBy", { who: stamp.by.name, when: day(stamp.at) })
            : t("next.reviewed", { when: stamp ? day(stamp.at) : "" })}
        </p>
        <p>{until}</p>
        {mayEdit && (
          <p>
            <button type="button" className={styles.link} disabled={busy} onClick={() => onStep("reopen")}>
              {t("next.reopen")}
            </button>
          </p>
        )}
      </section>
    );
  }
  if (draft) {
    return (
      <section aria-label={t("next.review")}>
        <h2>{t("next.review")}</h2>
        <p>{gate.complete ? t("next.reviewReady") : t("next.reviewLater")}</p>
        <p>{until}</p>
      </section>
    );
  }
  if (live) {
    const { review_by: review } = live.document;
    return (
      <section aria-label={live.stale_months === null ? t("next.live") : t("next.stale")}>
        <h2>{live.stale_months === null ? t("next.live") : t("next.stale")}</h2>
        {review && (
          <p>
            {live.stale_months === null
              ? t("next.reviewBy", { day: format.day(`${review}T12:00:00Z`, "UTC") })
              : t("next.reviewWas", { day: format.day(`${review}T12:00:00Z`, "UTC") })}
          </p>
        )}
        {mayEdit && <p>{t("next.edit")}</p>}
      </section>
    );
  }
  return (
    <section aria-label={t("next.begin")}>
      <h2>{t("next.begin")}</h2>
      <p>{t("next.beginHow")}</p>
      {mayEdit && (
        <Button size="s" onPress={() => goToPart(anchorOf("purpose"))}>
          {t("next.beginDo")}
        </Button>
      )}
    </section>
  );
}
