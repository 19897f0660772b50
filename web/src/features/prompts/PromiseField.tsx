import { useTranslation } from "react-i18next";
import { useMe } from "../../app/me";
import { Button } from "../../ui/Button";
import { PromiseLine, useMoment } from "../../ui/promise/PromiseLine";
import type { PromiseDraft, PromiseOnLine, ReadyPromise } from "../../ui/promise/promise";
import { TextField } from "../../ui/TextField";
import own from "./asked.module.css";
import { daysAfter } from "./days";
import type { NotedPromise } from "./log";
import { readPromise, type Touch, useColleagues } from "./queries";
import styles from "./today.module.css";

/** A promise that was read and confirmed, with what was understood. */
export type Confirmed = { promise: NotedPromise; draft: PromiseDraft };

/** What stands in the field and is in no list yet. */
export type Line = { text: string; read: PromiseOnLine | null; due: string };
export const emptyLine: Line = { text: "", read: null, due: "" };

/** Whether the line can't be read here: it is kept as it was typed, and read when it is sent. */
export function isUnread(line: Line, online: boolean): boolean {
  return !online || line.read?.failed === true;
}

/** What becomes of a line that was left standing when the sheet is saved; `null` where it is not clear yet. */
export function standing(line: Line, online: boolean, client: string): NotedPromise[] | null {
  const text = line.text.trim();
  if (text === "") return [];
  if (isUnread(line, online)) return line.due === "" ? null : [{ words: text, as_typed: true, due: line.due }];
  const ready = line.read?.text === line.text ? line.read.ready : null;
  return ready && ready.client === client ? [confirmed(ready)] : null;
}

function confirmed(ready: ReadyPromise): NotedPromise {
  return { words: ready.words, due_at: ready.due_at, who: ready.who, contact: ready.contact, as_typed: false };
}

type Props = {
  touch: Touch;
  day: string;
  online: boolean;
  list: readonly Confirmed[];
  line: Line;
  /** Said when the sheet was to be saved and the line is not clear. */
  unclear: boolean;
  onList: (list: readonly Confirmed[]) => void;
  onLine: (line: Line) => void;
};

/** What was promised in a touch, one line each: what was understood stands beneath and is confirmed. */
export function PromiseField({ touch, day, online, list, line, unclear, onList, onLine }: Props) {
  const { t } = useTranslation("prompts");
  const me = useMe();
  const colleagues = useColleagues();
  const { client } = touch;
  const unread = isUnread(line, online);
  const other = line.read?.ready && line.read.ready.client !== client.id ? line.read.draft.client?.name : undefined;
  const typed = (text: string) => onLine({ ...line, text, due: line.due === "" ? daysAfter(day, 7) : line.due });
  return (
    <section className={styles.promise} aria-label={t("promised.new")}>
      <h3 className={styles.small}>{t("promised.new")}</h3>
      {list.length > 0 && (
        <ul className={own.confirmed}>
          {list.map(({ promise, draft }, at) => (
            <li key={`${promise.words} ${promise.due_at}`}>
              <Understood draft={draft} zone={me.organization.time_zone} />
              <Button
                look="quiet"
                size="s"
                aria-label={t("promised.dropOf", { words: promise.words })}
                onPress={() => onList(list.filter((_, place) => place !== at))}
              >
                {t("promised.drop")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {online ? (
        <PromiseLine
          key="read"
          read={(text, signal) => readPromise(text, client.id, signal)}
          people={colleagues.data ?? []}
          me={{ id: me.person.id, name: me.person.name }}
          zone={me.organization.time_zone}
          client={{ id: client.id, name: client.name }}
          initial={line.text}
          onLine={(read) => onLine({ text: read.text, read, due: line.due === "" ? daysAfter(day, 7) : line.due })}
          onPromise={async (ready, draft) => {
            if (ready.client !== client.id) return;
            onList([...list, { promise: confirmed(ready), draft }]);
            onLine(emptyLine);
          }}
        />
      ) : (
        <TextField label={t("promised.line")} value={line.text} onChange={typed} maxLength={500} autoComplete="off" />
      )}
      {unread && line.text.trim() !== "" && (
        <>
          <p className={styles.tag} role="status">
            {t("promised.unread")}
          </p>
          <TextField
            label={t("promised.otherwise")}
            type="date"
            value={line.due}
            onChange={(due) => onLine({ ...line, due })}
            isRequired
          />
        </>
      )}
      {other !== undefined && <p className="short">{t("promised.otherClient", { other, client: client.name })}</p>}
      {unclear && other === undefined && (
        <p role="alert" className="short">
          {t("promised.unclear")}
        </p>
      )}
    </section>
  );
}

/** Who does what by when, and for whom of the client's. */
function Understood({ draft, zone }: { draft: PromiseDraft; zone: string }) {
  const { t } = useTranslation("prompts");
  const moment = useMoment(zone);
  return (
    <p>
      {draft.what}
      <span className={styles.tag}>
        {[
          draft.who?.name,
          draft.due_at && t("promised.until", { moment: moment(draft.due_at) }),
          draft.contact && t("promised.to", { contact: draft.contact.name }),
        ]
          .filter(Boolean)
          .join(", ")}
      </span>
    </p>
  );
}
