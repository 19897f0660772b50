import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { ProblemError } from "../../../lib/problem";
import type { PlanVersionsSearch } from "../../../lib/search";
import { useFormat } from "../../../lib/useFormat";
import { Badge } from "../../../ui/Badge";
import { LinkButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Select } from "../../../ui/Select";
import { Skeleton, SkeletonRows } from "../../../ui/Skeleton";
import { byItem, changesBetween, countChanges, fieldChange, itemKey, type PlanChange } from "./changes";
import { FIELDS, type Field, isIdentified, isWorded, type PlanDocument } from "./document";
import { Crumbs } from "./PlanPage";
import { Tag } from "./parts/Row";
import styles from "./plan.module.css";
import {
  type TouchpointPlan,
  useChannels,
  useColleagues,
  usePlan,
  useTouchpointId,
  useVersion,
  useVersions,
  type VersionEntry,
} from "./queries";
import { type Sayings, useSayings } from "./say";
import { valueWords } from "./values";
import { fieldName, numeralOf, stateWord } from "./words";

/** Every version of a plan, and two of them side by side. */
export default function VersionsPage() {
  const { key } = useParams({ strict: false }) as { key: string };
  const id = useTouchpointId(key);
  const plan = usePlan(id.data ?? "");
  const versions = useVersions(id.data ?? "");
  const failed = [id, plan, versions].find((one) => one.isError);
  if (failed) return <ErrorState error={failed.error} level={1} onRetry={() => void failed.refetch()} />;
  if (id.data === null) return <ErrorState error={new ProblemError({ code: "not_found" }, 404)} level={1} />;
  if (!plan.data || !versions.data) return <Waiting />;
  return <Content plan={plan.data} versions={versions.data} />;
}

function Waiting() {
  const { t } = useTranslation("design/plans");
  return (
    <>
      <PageHeader title={t("versions.loading")} />
      <div className={styles.versions} aria-hidden="true">
        <SkeletonRows rows={5} height={56} />
        <Skeleton height={480} />
      </div>
    </>
  );
}

function Content({ plan, versions }: { plan: TouchpointPlan; versions: readonly VersionEntry[] }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const search = useSearch({ strict: false }) as PlanVersionsSearch;
  const navigate = useNavigate();
  const newest = [...versions].sort((a, b) => b.version - a.version);
  const known = (text: string | undefined) => newest.find(({ version }) => String(version) === text)?.version ?? null;
  const b = known(search.b) ?? newest[0]?.version ?? null;
  const a = known(search.a) ?? newest.find(({ version }) => version !== b)?.version ?? null;
  const [left, right] = [useVersion(plan.touchpoint.id, a), useVersion(plan.touchpoint.id, b)];
  const colleagues = useColleagues().data ?? [];
  const channels = useChannels().data ?? [];
  const say = useSayings(colleagues, channels);
  const choose = (next: { a?: string; b?: string }) =>
    void navigate({
      to: "/touchpoints/$key/plan/versions",
      params: { key: plan.touchpoint.key },
      search: { a: String(a ?? ""), b: String(b ?? ""), ...next },
      replace: true,
      resetScroll: false,
    });
  const changes =
    left.data && right.data ? changesBetween(left.data.document, right.data.document) : ([] as PlanChange[]);
  const count = countChanges(changes);
  const title =
    versions.length === 0
      ? t("versions.none", { label: plan.touchpoint.label })
      : a === null || b === null
        ? t("versions.one", { label: plan.touchpoint.label })
        : !left.data || !right.data
          ? t("versions.title", { label: plan.touchpoint.label })
          : count === 0
            ? t("versions.same", { a, b })
            : t("versions.differ", { count, n: numeralOf(t, count, format.count), a, b });
  const options = newest.map(({ version, state }) => ({
    key: String(version),
    label: t("versions.option", { version, state: stateWord(t, state) }),
  }));
  return (
    <>
      <PageHeader
        title={title}
        name={t("versions.name", { label: plan.touchpoint.label })}
        above={<Crumbs plan={plan} here={t("page.versions")} />}
      />
      {versions.length === 0 ? (
        <EmptyState
          title={t("versions.emptyTitle")}
          action={
            <LinkButton to="/touchpoints/$key/plan" params={{ key: plan.touchpoint.key }} look="go">
              {t("versions.emptyDo")}
            </LinkButton>
          }
        >
          {t("versions.empty")}
        </EmptyState>
      ) : (
        <div className={styles.versions}>
          <section aria-labelledby="history">
            <h2 id="history">{t("versions.history")}</h2>
            <ol className={styles.history}>
              {newest.map((version) => (
                <Entry key={version.version} version={version} />
              ))}
            </ol>
          </section>
          <section aria-labelledby="sides">
            <h2 id="sides" className="sr">
              {t("versions.sides")}
            </h2>
            {a === null || b === null ? (
              <p className="soft">{t("versions.oneWhy")}</p>
            ) : (
              <>
                <div className={styles.pickers}>
                  <span />
                  <Select
                    label={t("versions.before")}
                    options={options}
                    value={String(a)}
                    onChange={(next) => choose({ a: next })}
                  />
                  <Select
                    label={t("versions.after")}
                    options={options}
                    value={String(b)}
                    onChange={(next) => choose({ b: next })}
                  />
                </div>
                {left.isError || right.isError ? (
                  <ErrorState
                    error={left.error ?? right.error}
                    onRetry={() => {
                      void left.refetch();
                      void right.refetch();
                    }}
                  />
                ) : left.data && right.data ? (
                  FIELDS.map((field) => (
                    <Compared
                      key={field}
                      field={field}
                      before={left.data.document}
                      after={right.data.document}
                      changes={changes}
                      say={say}
                    />
                  ))
                ) : (
                  <SkeletonRows rows={10} />
                )}
              </>
            )}
          </section>
        </div>
      )}
    </>
  );
}

function Entry({ version }: { version: VersionEntry }) {
  const { t } = useTranslation("design/plans");
  const format = useFormat();
  const { organization } = useMe();
  const day = (at: string) => format.day(at, organization.time_zone);
  const by = (what: "saved" | "reviewed" | "published", stamp: VersionEntry["saved"] | null) =>
    stamp && (
      <p>
        {stamp.by
          ? t(`versions.${what}By`, { who: stamp.by.name, when: day(stamp.at) })
          : t(`versions.${what}At`, { when: day(stamp.at) })}
      </p>
    );
  return (
    <li>
      <h3>
        {t("versions.version", { version: version.version })}{" "}
        <Badge tone={version.state === "live" ? "accent" : "neutral"}>{stateWord(t, version.state)}</Badge>
      </h3>
      {version.published ? by("published", version.published) : by("saved", version.saved)}
      {by("reviewed", version.reviewed)}
      {version.until && <p>{t("versions.until", { when: day(version.until) })}</p>}
      {version.deliveries > 0 && (
        <p>{t("versions.deliveries", { count: version.deliveries, n: format.count(version.deliveries) })}</p>
      )}
    </li>
  );
}

type ComparedProps = {
  field: Field;
  before: PlanDocument;
  after: PlanDocument;
  changes: readonly PlanChange[];
  say: Sayings;
};

/** One field in both versions; what differs is marked on its side. */
function Compared({ field, before, after, changes, say }: ComparedProps) {
  const { t } = useTranslation("design/plans");
  const listed = isIdentified(field) || isWorded(field);
  const marks = byItem(changes, field);
  const changed = fieldChange(changes, field) !== undefined || marks.size > 0;
  const isEmpty = (document: PlanDocument) => valueWords(t, say, field, document[field]).length === 0;
  if (isEmpty(before) && isEmpty(after)) return null;
  const side = (document: PlanDocument, which: "before" | "after") => {
    const words = valueWords(t, say, field, document[field]);
    if (words.length === 0) return <p className={`soft ${styles.nothing}`}>–</p>;
    if (!listed) return <p data-mark={changed || undefined}>{words[0]}</p>;
    const keys = (document[field] as (string | { id?: string })[]).map(itemKey);
    const List = field === "standards" ? "ol" : "ul";
    return (
      <List>
        {words.map((line, at) => {
          const key = keys[at] ?? "";
          const mark = (marks.get(key) ?? []).filter(({ kind }) =>
            which === "before" ? kind !== "added" : kind !== "removed",
          );
          return (
            <li key={key} data-mark={mark.length > 0 || undefined}>
              {field === "standards" && <b>{at + 1}</b>}
              <span>{line}</span>
              {mark.map((each) => (
                <Fragment key={each.kind}>{tagOf(t, each, which)}</Fragment>
              ))}
            </li>
          );
        })}
      </List>
    );
  };
  return (
    <section className={styles.compared} aria-label={fieldName(t, field)}>
      <h3>
        {fieldName(t, field)}
        {changed && <small>{t("versions.changed")}</small>}
      </h3>
      <div>{side(before, "before")}</div>
      <div>{side(after, "after")}</div>
    </section>
  );
}

function tagOf(t: Parameters<typeof fieldName>[0], change: PlanChange, which: "before" | "after") {
  switch (change.kind) {
    case "added":
      return <Tag>{t("mark.new")}</Tag>;
    case "removed":
      return <Tag>{t("mark.removed")}</Tag>;
    case "reworded":
      return which === "after" ? <Tag>{t("mark.changed")}</Tag> : null;
    case "moved":
      return which === "after" ? (
        <Tag>{t(change.to < change.from ? "mark.up" : "mark.down", { from: String(change.from) })}</Tag>
      ) : null;
    case "changed":
      return null;
  }
}
