import { useMutation, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "../../app/me";
import { saveCsv } from "../../lib/csv";
import { useFormat } from "../../lib/useFormat";
import { useNow } from "../../lib/useNow";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorLine } from "../../ui/ErrorState";
import { FilterChip } from "../../ui/FilterChip";
import { Menu, MenuChoice, MenuItem } from "../../ui/Menu";
import { PageHeader } from "../../ui/PageHeader";
import styles from "./access.module.css";
import { type AuditAction, auditActions, isAuditAction, type Part, restOf } from "./audit-sentences";
import { type AuditEntry, auditQuery, readWholeAudit } from "./queries";
import { useSentence } from "./useSentence";

const route = getRouteApi("/shell/audit");

export default function AuditPage() {
  const { t } = useTranslation("access");
  const { action } = route.useSearch();
  const navigate = route.useNavigate();
  const log = useSuspenseInfiniteQuery(auditQuery(action));
  const entries = log.data.pages.flatMap((page) => page.items);
  const show = (key: string) => navigate({ search: key === "all" ? {} : { action: key } });
  return (
    <>
      <PageHeader
        title={t("audit.title")}
        name={t("audit.name")}
        aside={
          <>
            <ActionFilter action={action} onSelect={show} />
            <WholeLogButton action={action} />
          </>
        }
      >
        {t("audit.intro")}
      </PageHeader>
      {entries.length === 0 ? (
        <EmptyState
          boxed
          title={t("audit.emptyTitle")}
          action={<Button onPress={() => show("all")}>{t("audit.showAll")}</Button>}
        >
          {t("audit.emptyWhat")}
        </EmptyState>
      ) : (
        <div className={styles.narrow}>
          <Log entries={entries} />
          <div className={styles.more}>
            {log.hasNextPage ? (
              <Button pending={log.isFetchingNextPage} onPress={() => log.fetchNextPage()}>
                {t("audit.earlier")}
              </Button>
            ) : (
              <p className="soft">{t("audit.end")}</p>
            )}
            {log.isFetchNextPageError && <ErrorLine error={log.error} />}
          </div>
        </div>
      )}
    </>
  );
}

function ActionFilter({ action, onSelect }: { action: string | undefined; onSelect: (key: string) => void }) {
  const { t } = useTranslation("access");
  const name = action === undefined ? t("audit.all") : isAuditAction(action) ? t(`audit.named.${action}`) : action;
  return (
    <Menu label={t("audit.filter")} trigger={<FilterChip name={t("audit.filter")} value={name} />}>
      <MenuChoice heading={t("audit.filter")} selected={action ?? "all"} onSelect={onSelect}>
        {[
          <MenuItem key="all" id="all">
            {t("audit.all")}
          </MenuItem>,
          ...auditActions.map((each: AuditAction) => (
            <MenuItem key={each} id={each}>
              {t(`audit.named.${each}`)}
            </MenuItem>
          )),
        ]}
      </MenuChoice>
    </Menu>
  );
}

/** The file has everything that the filter lets through, not only what is on the screen. */
function WholeLogButton({ action }: { action: string | undefined }) {
  const { t } = useTranslation("access");
  const { organization } = useMe();
  const sentence = useSentence();
  const save = useMutation({
    mutationFn: () => readWholeAudit(action),
    onSuccess: (entries) => {
      const head = [t("audit.when"), t("audit.who"), t("audit.action"), t("audit.subject"), t("audit.what")];
      const rows = entries.map((entry) => [
        entry.at,
        entry.actor.name,
        entry.action,
        entry.subject.label,
        [textOf(sentence(entry)), ...restOf(entry).map(([key, value]) => `${key}: ${value}`)].join("; "),
      ]);
      saveCsv(`audit ${organization.name}.csv`, [head, ...rows]);
    },
  });
  return (
    <>
      <Button size="s" pending={save.isPending} onPress={() => save.mutate()}>
        {t("audit.csv")}
      </Button>
      <ErrorLine error={save.error} />
    </>
  );
}

function textOf(parts: readonly Part[]): string {
  return parts.map((part) => part.text).join("");
}

/** By day, in the organization's time zone. */
function Log({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation("access");
  const { organization } = useMe();
  const format = useFormat();
  const now = useNow();
  const zone = organization.time_zone;
  const today = format.day(now, zone);
  const yesterday = format.day(new Date(now.getTime() - 86_400_000), zone);
  const days: { name: string; entries: AuditEntry[] }[] = [];
  for (const entry of entries) {
    const name = format.day(entry.at, zone);
    const last = days[days.length - 1];
    if (last?.name === name) last.entries.push(entry);
    else days.push({ name, entries: [entry] });
  }
  const say = (name: string) => (name === today ? t("audit.today") : name === yesterday ? t("audit.yesterday") : name);
  return days.map((day) => (
    <section key={day.name}>
      <h2 className={styles.day}>{say(day.name)}</h2>
      <ol className={styles.log}>
        {day.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} zone={zone} />
        ))}
      </ol>
    </section>
  ));
}

function Entry({ entry, zone }: { entry: AuditEntry; zone: string }) {
  const { t } = useTranslation("access");
  const format = useFormat();
  const sentence = useSentence();
  const rest = restOf(entry).map(([key, value]) => {
    const text = typeof value === "number" && Number.isInteger(value) ? format.count(value) : value;
    return `${nameOf(key, t)}: ${text}`;
  });
  if (entry.actor.kind === "token") rest.unshift(t("audit.token"));
  return (
    <li className={styles.entry}>
      <time dateTime={entry.at} title={format.moment(entry.at, zone)}>
        {format.clock(entry.at, zone)}
      </time>
      <div>
        {sentence(entry).map((part) => (part.name ? <b key={part.name}>{part.text}</b> : part.text))}
        {rest.length > 0 && <small>{rest.join(" · ")}</small>}
      </div>
    </li>
  );
}

const fields = [
  "ip",
  "name",
  "locale",
  "time_zone",
  "scopes",
  "imported",
  "rejected",
  "rows",
  "source",
  "mapping",
  "version",
  "label",
  "kind",
  "existence",
  "at",
  "responses",
  "touches",
  "answers",
  "questions",
  "touchpoints",
  "clients",
] as const;

function nameOf(key: string, t: ReturnType<typeof useTranslation<"access">>["t"]): string {
  const known = fields.find((each) => each === key);
  return known ? t(`audit.fields.${known}`) : key.replaceAll("_", " ");
}
