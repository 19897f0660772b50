import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ErrorState } from "../../../ui/ErrorState";
import { PageHeader } from "../../../ui/PageHeader";
import { Panel, PanelPart } from "../../../ui/Panel";
import { SkeletonRows } from "../../../ui/Skeleton";
import { AcceptForm } from "./Decide";
import { Decided } from "./FindingCard";
import styles from "./gaps.module.css";
import { type Evidence, type Finding, useEvidence, useFinding } from "./queries";
import { Strength } from "./Strength";
import { useGapWords } from "./useGapWords";

const route = getRouteApi("/shell/gaps/$id");

/** One finding, explained: how it was seen, and every event and word behind it. */
export default function FindingPage() {
  const { t } = useTranslation("design/gaps");
  const { id } = route.useParams();
  const finding = useFinding(id);
  const words = useGapWords();
  const back = (
    <Link to="/gaps" className={styles.back}>
      {t("finding.back")}
    </Link>
  );
  if (finding.error) {
    return (
      <>
        <PageHeader title={t("page.name")} above={back} />
        <ErrorState error={finding.error} onRetry={() => finding.refetch()} boxed />
      </>
    );
  }
  if (!finding.data) {
    return (
      <>
        <PageHeader title={t("page.name")} above={back} />
        <SkeletonRows rows={8} />
      </>
    );
  }
  const one = finding.data;
  return (
    <>
      <PageHeader title={words.title(one)} above={back} aside={<Strength confidence={one.confidence} />}>
        {words.sentence(one)}
      </PageHeader>
      <div className={styles.columns}>
        <Panel>
          <PanelPart title={t("finding.behind")} aside={one.evidence > 0 ? String(one.evidence) : undefined}>
            <Behind finding={one} />
          </PanelPart>
        </Panel>
        <Panel>
          <PanelPart title={t("finding.decision")}>
            <Deciding finding={one} />
          </PanelPart>
          <PanelPart title={t("finding.how")}>
            <Explanation finding={one} />
          </PanelPart>
        </Panel>
      </div>
    </>
  );
}

function Deciding({ finding }: { finding: Finding }) {
  const mayEdit = useMay("edit_design");
  return finding.state === "open" && mayEdit ? <AcceptForm finding={finding} /> : <Decided finding={finding} />;
}

/** The detector's definition, and the numbers of this finding. */
function Explanation({ finding }: { finding: Finding }) {
  const { t } = useTranslation("design/gaps");
  const format = useFormat();
  const { share, about } = finding;
  return (
    <div className={styles.explained}>
      <p>
        <b>{t(`detector.${finding.detector}`)}.</b> {t(`defined.${finding.detector}`)}
      </p>
      {about.detector === "unanswered_event" && <p>{t(`basis.${about.basis}`)}</p>}
      {about.detector === "chase" && <p>{t("finding.byChance", { expected: format.decimal(about.expected, 1) })}</p>}
      <dl className={styles.facts}>
        {share && (
          <>
            <dt>{t("finding.share")}</dt>
            <dd>
              {format.percent(share.value)}{" "}
              <small>
                {t("measures.aside", {
                  range: format.range(share.low, share.high, "share"),
                  hits: format.count(share.hits),
                  n: format.count(share.n),
                })}
              </small>
            </dd>
          </>
        )}
        {finding.suggestion.stage && (
          <>
            <dt>{t("finding.stage")}</dt>
            <dd>{finding.suggestion.stage.label}</dd>
          </>
        )}
        {finding.suggestion.channel && (
          <>
            <dt>{t("finding.channel")}</dt>
            <dd>{finding.suggestion.channel.label}</dd>
          </>
        )}
        <dt>{t("finding.firstSeen")}</dt>
        <dd>{format.day(finding.first_seen_at)}</dd>
        <dt>{t("finding.lastSeen")}</dt>
        <dd>{format.day(finding.last_seen_at)}</dd>
      </dl>
      <p className={styles.soft}>{t("finding.calibrated")}</p>
    </div>
  );
}

function Behind({ finding }: { finding: Finding }) {
  const { t } = useTranslation("design/gaps");
  const evidence = useEvidence(finding.id);
  const { about } = finding;
  if (finding.evidence === 0) {
    const beside = about.detector === "empty_cell" ? about.neighbours : [];
    return (
      <div className={styles.explained}>
        <p className={styles.soft}>{t(beside.length > 0 ? "finding.neighbours" : "finding.noEvidence")}</p>
        {beside.length > 0 && (
          <ul className={styles.plain}>
            {beside.map(({ key, label }) => (
              <li key={key}>
                <Link to="/touchpoints/$key" params={{ key }}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    );
  }
  if (evidence.error) return <ErrorState error={evidence.error} onRetry={() => evidence.refetch()} level={3} />;
  if (!evidence.data) return <SkeletonRows rows={6} />;
  const items = evidence.data.pages.flatMap((page) => page.items);
  return (
    <>
      <ul className={styles.evidence}>
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that only grows at its end
          <li key={at}>
            <EvidenceRow item={item} detector={finding.detector} />
          </li>
        ))}
      </ul>
      {evidence.hasNextPage ? (
        <Button size="s" onPress={() => evidence.fetchNextPage()} pending={evidence.isFetchingNextPage}>
          {t("finding.more")}
        </Button>
      ) : (
        items.length < finding.evidence && (
          <p className={styles.soft}>{t("finding.capped", { count: items.length, total: finding.evidence })}</p>
        )
      )}
    </>
  );
}

function EvidenceRow({ item, detector }: { item: Evidence; detector: Finding["detector"] }) {
  const { t } = useTranslation("design/gaps");
  const format = useFormat();
  const name = item.client?.name ?? item.client?.key ?? t("finding.goneClient");
  const when = item.at ? format.day(item.at) : "";
  const what =
    item.kind === "client"
      ? detector === "unserved_expectation"
        ? t("evidence.confirmed", { when })
        : item.at
          ? t("evidence.lastTouch", { when, count: item.days })
          : t("evidence.neverTouched")
      : `${item.what?.label ?? t(`evidence.${item.kind}`)}, ${when}`;
  return (
    <>
      <div className={styles.who}>
        <b>{name}</b>
        <span className={styles.soft}>{what}</span>
      </div>
      {item.words &&
        (item.kind === "event" ? (
          <p className={styles.noted}>{item.words}</p>
        ) : (
          <blockquote className={styles.quote}>
            <Marked text={item.words} phrase={item.phrase} />
          </blockquote>
        ))}
    </>
  );
}

/** The client's words, with those that were heard set off. */
function Marked({ text, phrase }: { text: string; phrase: string | null }) {
  const at = phrase ? text.indexOf(phrase) : -1;
  if (!phrase || at < 0) return <>“{text}”</>;
  return (
    <>
      “{text.slice(0, at)}
      <mark>{phrase}</mark>
      {text.slice(at + phrase.length)}”
    </>
  );
}
