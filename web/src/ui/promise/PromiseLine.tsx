import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../lib/useFormat";
import { Button } from "../Button";
import { Chevron } from "../Chevron";
import { ErrorLine } from "../ErrorState";
import { Popover } from "../Popover";
import { TextField } from "../TextField";
import {
  type Corrections,
  type Doubt,
  draftOf,
  localOf,
  momentOf,
  type Named,
  openDoubts,
  type PromiseDraft,
  type PromiseOnLine,
  type ReadPromise,
  type ReadyPromise,
  readyOf,
} from "./promise";
import styles from "./promise.module.css";

const REST = 200;

type Props = {
  /** Reads a line; the server's rule, the same wherever a promise is typed. */
  read: (text: string, signal: AbortSignal) => Promise<ReadPromise>;
  /** Sends it; the line is emptied when it is kept. The draft names who and what was understood. */
  onPromise: (promise: ReadyPromise, draft: PromiseDraft) => Promise<unknown>;
  /** Hears what stands in the line and is not kept yet, for a form around it that must not lose it. */
  onLine?: (line: PromiseOnLine) => void;
  /** What stands in the line at first. */
  initial?: string;
  people: readonly Named[];
  me: Named;
  zone: string;
  /** Where the page is about one client, the line need not name it. */
  client?: Named | undefined;
  /** Draws the field by which a client is found, for a line that names none. */
  pick?: (onPick: (client: Named) => void) => ReactNode;
  autoFocus?: boolean;
};

/**
 * A promise in one line: "Send Ms. Roy the draft by Friday". What was read stands beneath as chips that can be put
 * right, and nothing is kept before somebody says so. Its words are in `loyalty/promises`.
 */
export function PromiseLine({ read, onPromise, onLine, initial, people, me, zone, client, pick, autoFocus }: Props) {
  const { t } = useTranslation("loyalty/promises");
  const [text, setText] = useState(initial ?? "");
  const [set, setSet] = useState<Corrections>({});
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const rested = useRested(text.trim());
  const field = useRef<HTMLFormElement>(null);
  const parsed = useQuery({
    queryKey: ["promises", "line", client?.id ?? "", rested],
    queryFn: ({ signal }) => read(rested, signal),
    enabled: rested.length > 2,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
  const shown = text.trim().length > 2 ? parsed.data : undefined;
  const draft = draftOf(shown, set, { client, me });
  const doubts = openDoubts(shown, set, client !== undefined);
  const settled = rested === text.trim() && !parsed.isPlaceholderData && !parsed.isFetching;
  const ready = settled ? readyOf(draft) : null;
  const failed = !shown && parsed.isError;
  const heard = useRef(onLine);
  heard.current = onLine;
  const told = JSON.stringify([text, ready, draft, failed]);
  useEffect(() => {
    const [line, promise, understood, unread] = JSON.parse(told) as [
      string,
      ReadyPromise | null,
      PromiseDraft,
      boolean,
    ];
    heard.current?.({ text: line, ready: promise, draft: understood, failed: unread });
  }, [told]);
  const correct = (next: Corrections) => setSet((before) => ({ ...before, ...next }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || sending) return;
    setSending(true);
    setError(null);
    try {
      await onPromise(ready, draft);
      setText("");
      setSet({});
      field.current?.querySelector("input")?.focus();
    } catch (caught) {
      setError(caught);
    } finally {
      setSending(false);
    }
  };
  return (
    <form ref={field} className={styles.line} onSubmit={submit}>
      <TextField
        label={t("line.label")}
        placeholder={t(client ? "line.placeholderClient" : "line.placeholder")}
        value={text}
        onChange={(next) => {
          setText(next);
          if (next.trim() === "") setSet({});
        }}
        autoComplete="off"
        autoFocus={autoFocus === true}
        action={
          <Button type="submit" look={text === "" ? "plain" : "go"} isDisabled={!ready} pending={sending}>
            {t("line.do")}
          </Button>
        }
      />
      {text.trim().length > 2 && (
        <fieldset className={styles.chips} aria-busy={!settled || undefined}>
          <legend className="sr">{t("line.understood")}</legend>
          {!client && (
            <ClientChip draft={draft.client} contact={draft.contact} doubts={doubts} pick={pick} onSet={correct} />
          )}
          {client && draft.contact && <span className={styles.plain}>{draft.contact.name}</span>}
          <WhatChip what={draft.what} onSet={correct} />
          <DueChip due={draft.due_at} doubts={doubts} zone={zone} onSet={correct} />
          <WhoChip who={draft.who} people={people} doubts={doubts} onSet={correct} />
        </fieldset>
      )}
      <p className="sr" aria-live="polite">
        {settled && shown && (ready ? t("line.ready") : t("line.missing"))}
      </p>
      <ErrorLine error={error ?? (shown ? null : parsed.error)} />
    </form>
  );
}

type ChipProps = {
  label: string;
  value: string | null;
  doubt?: string | undefined;
  children: (close: () => void) => ReactNode;
};

/** One thing that was read: pressing it puts it right. Dashed while it is missing or doubtful. */
function Chip({ label, value, doubt, children }: ChipProps) {
  return (
    <Popover
      label={label}
      trigger={
        <AriaButton className={styles.chip} data-doubt={value === null || doubt ? true : undefined}>
          <span>{label}</span> <b>{value ?? doubt}</b>
          {value !== null && doubt && <i>{doubt}</i>}
          <Chevron />
        </AriaButton>
      }
    >
      {(close) => <div className={styles.body}>{children(close)}</div>}
    </Popover>
  );
}

type SetProps = { doubts: readonly Doubt[]; onSet: (next: Corrections) => void };

/** The server's reasons for which there are words here. */
const KINDS = [
  "no_words",
  "no_client",
  "which_client",
  "which_contact",
  "which_person",
  "no_due",
  "several_dues",
  "which_day",
  "which_time",
  "vague",
  "past",
  "no_such_day",
  "no_such_time",
  "twice_that_day",
] as const;

function useDoubt(doubts: readonly Doubt[], of: (kind: string) => boolean): string | undefined {
  const { t } = useTranslation("loyalty/promises");
  const found = doubts.find(({ kind }) => of(kind));
  const known = KINDS.find((kind) => kind === found?.kind);
  return known ? t(`doubt.${known}`) : undefined;
}

const ofClient = (kind: string) => kind.includes("client") || kind === "which_contact";
const ofWho = (kind: string) => kind === "which_person";
const ofDue = (kind: string) => !ofClient(kind) && !ofWho(kind) && kind !== "no_words";

function ClientChip({
  draft,
  contact,
  doubts,
  pick,
  onSet,
}: SetProps & { draft: Named | null; contact: Named | null; pick: Props["pick"] }) {
  const { t } = useTranslation("loyalty/promises");
  const doubt = useDoubt(doubts, ofClient);
  const offered = doubts.filter(({ kind }) => ofClient(kind)).flatMap(({ clients }) => clients);
  return (
    <Chip
      label={t("line.client")}
      value={draft ? (contact ? `${contact.name}, ${draft.name}` : draft.name) : null}
      doubt={doubt ?? (draft ? undefined : t("doubt.no_client"))}
    >
      {(close) => (
        <ClientPick
          offered={offered}
          pick={pick}
          onPick={(client) => {
            onSet({ client });
            close();
          }}
        />
      )}
    </Chip>
  );
}

type PickProps = { offered: readonly Named[]; pick: Props["pick"]; onPick: (client: Named) => void };

function ClientPick({ offered, pick, onPick }: PickProps) {
  return (
    <>
      {offered.length > 0 && (
        <ul>
          {offered.slice(0, 8).map((option) => (
            <li key={option.id}>
              <Button look="quiet" size="s" wide onPress={() => onPick(option)}>
                {option.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {pick?.(onPick)}
    </>
  );
}

function WhatChip({ what, onSet }: { what: string; onSet: (next: Corrections) => void }) {
  const { t } = useTranslation("loyalty/promises");
  const [value, setValue] = useState("");
  return (
    <Chip
      label={t("line.what")}
      value={what === "" ? null : what}
      doubt={what === "" ? t("doubt.no_words") : undefined}
    >
      {(close) => (
        <>
          <TextField label={t("line.whatLong")} lines={2} defaultValue={what} onChange={setValue} autoFocus />
          <Button
            size="s"
            onPress={() => {
              if (value.trim() !== "") onSet({ what: value.trim() });
              close();
            }}
          >
            {t("line.set")}
          </Button>
        </>
      )}
    </Chip>
  );
}

function DueChip({ due, doubts, zone, onSet }: SetProps & { due: string | null; zone: string }) {
  const { t } = useTranslation("loyalty/promises");
  const moment = useMoment(zone);
  const doubt = useDoubt(doubts, ofDue);
  const offered = doubts.filter(({ kind }) => ofDue(kind)).flatMap(({ moments }) => moments);
  const [local, setLocal] = useState("");
  return (
    <Chip label={t("line.due")} value={due ? moment(due) : null} doubt={doubt ?? (due ? undefined : t("doubt.no_due"))}>
      {(close) => (
        <>
          {offered.length > 0 && (
            <ul>
              {offered.map((at) => (
                <li key={at}>
                  <Button
                    look="quiet"
                    size="s"
                    wide
                    onPress={() => {
                      onSet({ due_at: at });
                      close();
                    }}
                  >
                    {moment(at)}
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <TextField
            label={t("line.dueLong")}
            type="datetime-local"
            defaultValue={due ? localOf(due, zone) : ""}
            onChange={setLocal}
          />
          <Button
            size="s"
            onPress={() => {
              const at = momentOf(local || (due ? localOf(due, zone) : ""), zone);
              if (at) onSet({ due_at: at });
              close();
            }}
          >
            {t("line.set")}
          </Button>
        </>
      )}
    </Chip>
  );
}

function WhoChip({ who, people, doubts, onSet }: SetProps & { who: Named | null; people: readonly Named[] }) {
  const { t } = useTranslation("loyalty/promises");
  const doubt = useDoubt(doubts, ofWho);
  const offered = doubts.filter(({ kind }) => ofWho(kind)).flatMap(({ people: them }) => them);
  return (
    <Chip label={t("line.who")} value={who?.name ?? null} doubt={doubt}>
      {(close) => (
        <ul>
          {(offered.length > 0 ? offered : people).map((person) => (
            <li key={person.id}>
              <Button
                look="quiet"
                size="s"
                wide
                onPress={() => {
                  onSet({ who: person });
                  close();
                }}
              >
                {person.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Chip>
  );
}

/** "Fri, 27 Nov, 17:00"; a promise for a day ends with it, and then the clock says nothing. */
export function useMoment(zone: string): (at: string) => string {
  const format = useFormat();
  return (at) => {
    const local = localOf(at, zone);
    const whole = local.endsWith("23:59") || local.endsWith("00:00");
    return new Intl.DateTimeFormat(format.locale === "en" ? "en-GB" : format.locale, {
      weekday: "short",
      day: "numeric",
      month: "short",
      ...(whole ? {} : { hour: "2-digit", minute: "2-digit" }),
      ...(local.slice(0, 4) === String(new Date().getFullYear()) ? {} : { year: "numeric" as const }),
      timeZone: zone,
    }).format(new Date(at));
  };
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
