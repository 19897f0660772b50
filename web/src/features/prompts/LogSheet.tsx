import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/me";
import type { Who } from "../../lib/outbox/outbox";
import { outbox } from "../../lib/outbox/waiting";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Checkbox";
import { Acts, Dialog } from "../../ui/Dialog";
import { ErrorLine } from "../../ui/ErrorState";
import { Select } from "../../ui/Select";
import { Sign } from "../../ui/Sign";
import { TextField } from "../../ui/TextField";
import { Tick } from "../../ui/Tick";
import { toast } from "../../ui/toasts";
import { entryOf, type Noted, reactions, standingOf, startNote } from "./log";
import { type Confirmed, emptyLine, type Line, PromiseField, standing } from "./PromiseField";
import { type Logged, type Place, type Today, type Touch, useRecordFelt } from "./queries";
import { ScoreField } from "./ScoreField";
import styles from "./today.module.css";
import { useOnline } from "./useOffline";

type Props = {
  touch: Touch | null;
  today: Today;
  who: Who;
  /** It was done, and nothing can be noted of it. */
  onSettle: (touch: Touch) => void;
  onClose: () => void;
};

/** A touch with what was kept, how it was and what was said; then, once it is stored, how the client felt. */
export function LogSheet({ touch, today, who, onSettle, onClose }: Props) {
  const { t } = useTranslation("prompts");
  const [logged, setLogged] = useState<{ answer: Logged; client: string } | null>(null);
  const place = today.places.find(({ id }) => id === touch?.touchpoint);
  const close = () => {
    setLogged(null);
    onClose();
  };
  const what = place?.label ?? touch?.prompts[0]?.rule;
  const title = logged ? t("sheet.kept") : what ? t("sheet.title", { what }) : t("upcoming.note");
  return (
    <Dialog title={title} open={touch !== null || logged !== null} onClose={close} stays>
      {logged ? (
        <Felt logged={logged.answer} client={logged.client} onClose={close} />
      ) : (
        touch &&
        (today.places.length === 0 ? (
          <Nowhere touch={touch} onSettle={() => onSettle(touch)} onClose={onClose} />
        ) : (
          <LogForm
            key={touch.prompts[0]?.id}
            touch={touch}
            today={today}
            who={who}
            onClose={close}
            onLogged={(answer) => {
              // Without one's own view there is nothing to compare with, and nothing more to ask.
              if (answer.delivery.self_score === null) close();
              else setLogged({ answer, client: touch.client.name });
            }}
          />
        ))
      )}
    </Dialog>
  );
}

/** A firm that has no touchpoint where people meet: what to do about it, and how to go on until then. */
function Nowhere({ touch, onSettle, onClose }: { touch: Touch; onSettle: () => void; onClose: () => void }) {
  const { t } = useTranslation("prompts");
  const mayDesign = useMay("edit_design");
  return (
    <div className={styles.sheet}>
      <p className={styles.soft}>{touch.client.name}</p>
      <p>{t("sheet.nowhere")}</p>
      {mayDesign && (
        <p>
          <Link to="/inventory">{t("sheet.toInventory")}</Link>
        </p>
      )}
      <Acts>
        <Button onPress={onClose}>{t("cancel")}</Button>
        {touch.prompts.length > 0 && (
          <Button look="go" onPress={onSettle}>
            {t("sheet.settle")}
          </Button>
        )}
      </Acts>
    </div>
  );
}

type FormProps = {
  touch: Touch;
  today: Today;
  who: Who;
  onClose: () => void;
  onLogged: (answer: Logged) => void;
};

function LogForm({ touch, today, who, onClose, onLogged }: FormProps) {
  const { t } = useTranslation("prompts");
  const online = useOnline();
  const [noted, setNoted] = useState<Noted>(() => startNote(touch));
  const [promises, setPromises] = useState<readonly Confirmed[]>([]);
  const [line, setLine] = useState<Line>(emptyLine);
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const change = (part: Partial<Noted>) => setNoted((before) => ({ ...before, ...part }));
  const place = today.places.find(({ id }) => id === noted.place) ?? null;
  const save = async () => {
    setTried(true);
    // Nothing that was typed is left behind: a line that stands there goes with the rest, or has to be cleared up.
    const last = standing(line, online, touch.client.id);
    if (!place || last === null) return;
    setPending(true);
    const all = { ...noted, promises: [...promises.map(({ promise }) => promise), ...last] };
    const entry = entryOf(touch, place, all, who, new Date());
    const sent = await outbox.add(entry, who);
    setPending(false);
    if (sent.sent) {
      toast(t("logged", { client: touch.client.name, what: place.label }));
      onLogged(sent.answer as Logged);
    } else {
      toast(t("sheet.waits", { client: touch.client.name }));
      onClose();
    }
  };
  return (
    // No form: the line of a promise is one of its own.
    <div className={styles.sheet}>
      <p className={styles.soft}>{touch.client.name}</p>
      {touch.touchpoint === null && (
        <Select
          label={t("sheet.where")}
          options={today.places.map(({ id, label }) => ({ key: id, label }))}
          value={noted.place}
          onChange={(id) => change({ place: id, met: {} })}
          error={tried && !place ? t("sheet.needWhere") : undefined}
        />
      )}
      {place && place.standards.length > 0 && (
        <Standards place={place} met={noted.met} onChange={(met) => change({ met })} />
      )}
      <ScoreField
        label={t("sheet.how")}
        hint={t("sheet.howHint")}
        value={noted.score}
        onChange={(score) => change({ score })}
      />
      {touch.plus_one && (
        <section className={styles.standards} aria-label={t("plusOne.label")}>
          <h3 className={styles.small}>{t("plusOne.label")}</h3>
          <Checkbox isSelected={noted.given} onChange={(given) => change({ given })}>
            {t(
              touch.plus_one.hold_out
                ? "plusOne.leftOut"
                : touch.plus_one.ask_first
                  ? "plusOne.asked"
                  : "plusOne.given",
              {
                words: touch.plus_one.words,
              },
            )}
          </Checkbox>
          {noted.given && !touch.plus_one.hold_out && (
            <Select
              label={t("plusOne.reaction")}
              options={reactions.map((key) => ({ key, label: t(`plusOne.reactions.${key}`) }))}
              value={noted.reaction}
              onChange={(reaction) => change({ reaction })}
            />
          )}
        </section>
      )}
      <TextField
        label={t("sheet.note")}
        lines={3}
        value={noted.note}
        onChange={(note) => change({ note })}
        maxLength={2000}
      />
      <PromiseField
        touch={touch}
        day={today.day}
        online={online}
        list={promises}
        line={line}
        unclear={tried && standing(line, online, touch.client.id) === null}
        onList={setPromises}
        onLine={setLine}
      />
      <Acts>
        <Button onPress={onClose}>{t("cancel")}</Button>
        <Button look="go" pending={pending} onPress={() => void save()}>
          {t("sheet.save")}
        </Button>
      </Acts>
      {!online && <p className={styles.tag}>{t("sheet.offline")}</p>}
    </div>
  );
}

type StandardsProps = {
  place: Place;
  met: Readonly<Record<string, boolean>>;
  onChange: (met: Record<string, boolean>) => void;
};

/** The live plan's standards. One that nobody looked at stays unanswered and counts nowhere. */
function Standards({ place, met, onChange }: StandardsProps) {
  const { t } = useTranslation("prompts");
  const all = place.standards.every(({ id }) => met[id] === true);
  const answer = (id: string, value: boolean) => {
    const { [id]: before, ...rest } = met;
    onChange(before === value ? rest : { ...rest, [id]: value });
  };
  return (
    <section className={styles.standards} aria-label={t("sheet.standards")}>
      <div className={styles.head}>
        <h3>{t("sheet.standards")}</h3>
        <Button
          size="s"
          look="quiet"
          onPress={() => onChange(all ? {} : Object.fromEntries(place.standards.map(({ id }) => [id, true])))}
        >
          {all ? t("sheet.noneKept") : t("sheet.allKept")}
        </Button>
      </div>
      <ul>
        {place.standards.map(({ id, words }) => (
          <li key={id}>
            <span id={`kept-${id}`}>{words}</span>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and needs a legend of its own */}
            <span role="group" aria-labelledby={`kept-${id}`} className={styles.answer}>
              <button type="button" aria-pressed={met[id] === true} onClick={() => answer(id, true)}>
                <Tick size={12} />
                {t("sheet.met")}
              </button>
              <button type="button" aria-pressed={met[id] === false} onClick={() => answer(id, false)}>
                <Sign standing="dissatisfied" size={10} />
                {t("sheet.missed")}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One's own view is stored; now the client's, where it is known, or what they said on the spot. */
function Felt({ logged, client, onClose }: { logged: Logged; client: string; onClose: () => void }) {
  const { t } = useTranslation("prompts");
  const felt = useRecordFelt();
  const [score, setScore] = useState<number | null>(null);
  const [words, setWords] = useState("");
  const theirs = logged.delivery.felt?.perception ?? null;
  const scoreWords = (value: number) => t(value < 0 ? "words.short" : value > 0 ? "words.beyond" : "words.expected");
  const own = logged.delivery.self_score;
  return (
    <div className={styles.sheet}>
      {own !== null && <p className={styles.soft}>{t("felt.own", { words: scoreWords(own) })}</p>}
      {theirs !== null ? (
        <p className={styles.reveal}>
          <Sign standing={standingOf(theirs)} size={16} />
          {t("felt.theirs", { client, words: scoreWords(theirs) })}
        </p>
      ) : (
        <>
          <ScoreField label={t("felt.ask", { client })} hint={t("felt.askHint")} value={score} onChange={setScore} />
          {score !== null && (
            <TextField label={t("felt.words")} lines={2} value={words} onChange={setWords} maxLength={2000} />
          )}
          <ErrorLine error={felt.error} />
        </>
      )}
      <Acts>
        <Button onPress={onClose}>{t("close")}</Button>
        {theirs === null && score !== null && (
          <Button
            look="go"
            pending={felt.isPending}
            onPress={() =>
              felt.mutate(
                { touch: logged.delivery.touch, perception: score, words: words.trim() },
                { onSuccess: onClose },
              )
            }
          >
            {t("felt.save")}
          </Button>
        )}
      </Acts>
    </div>
  );
}
