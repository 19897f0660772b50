import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ShareBar, type StandingShares } from "../../../ui/charts/ShareBar";
import { useFigures } from "../../../ui/charts/useFigures";
import { useWidth } from "../../../ui/charts/useWidth";
import { Sign } from "../../../ui/Sign";
import { Skeleton, SkeletonRows } from "../../../ui/Skeleton";
import { carried, useView } from "../parts/useView";
import type { Cockpit } from "../queries";
import { parseScale, standingWords } from "../scales";
import styles from "./cockpit.module.css";
import { Tile } from "./Tile";
import { RUNGS, type Stand, useLadder } from "./useLadder";

const ORDER = ["loyal", "satisfied", "dissatisfied", "unknown"] as const;

type Row = {
  key: string;
  sign: (typeof ORDER)[number];
  word: string;
  share: number;
  low: number | null;
  high: number | null;
};

/** Where clients stand, each share with its interval; what it rests on is said, not hidden. */
export function StandingTile({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const [view] = useView();
  const { pending, stand } = useLadder();
  return (
    <Tile
      title={t("cockpit.standing")}
      span={4}
      link={
        stand ? (
          <Link to="/ladder">{t("cockpit.standingLadder")}</Link>
        ) : (
          <Link to="/touchpoints" search={carried(view)}>
            {t("cockpit.standingLink")}
          </Link>
        )
      }
    >
      {pending ? (
        <div className={styles.standingPending} aria-busy="true">
          <Skeleton height={26} />
          <SkeletonRows rows={5} height={14} />
        </div>
      ) : stand ? (
        <ByExpectations stand={stand} />
      ) : (
        <ByScores cockpit={cockpit} />
      )}
    </Tile>
  );
}

function ByExpectations({ stand }: { stand: Stand }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const share = (rung: (typeof RUNGS)[number]) => stand.of(rung)?.share ?? 0;
  return (
    <Shares
      clients={stand.clients}
      shares={{
        loyal: share("ambassador") + share("loyal"),
        satisfied: share("satisfied"),
        dissatisfied: share("dissatisfied"),
        unknown: share("unknown"),
      }}
      rows={RUNGS.map((rung) => ({
        key: rung,
        sign: rung === "ambassador" ? "loyal" : rung,
        word: t(rung === "ambassador" ? "cockpit.ambassador" : `common.${rung}`),
        share: share(rung),
        low: stand.of(rung)?.interval?.low ?? null,
        high: stand.of(rung)?.interval?.high ?? null,
      }))}
    >
      {t("cockpit.byExpectations", { n: figures.count(stand.clients) })}
    </Shares>
  );
}

function ByScores({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const { standing } = cockpit;
  const asked = standing.clients > 0;
  return (
    <Shares
      clients={standing.clients}
      shares={{
        loyal: standing.loyal.share,
        satisfied: standing.satisfied.share,
        dissatisfied: standing.dissatisfied.share,
        unknown: asked ? standing.unknown.share : 1,
      }}
      rows={ORDER.map((key) => ({ key, sign: key, word: t(`common.${key}`), ...standing[key] }))}
    >
      {t("cockpit.ofClients", { n: figures.count(standing.clients) })}
      {cockpit.fallback && `. ${t("common.fallback", standingWords(parseScale(cockpit.rating_scale)))}`}
    </Shares>
  );
}

type SharesProps = { clients: number; shares: StandingShares; rows: readonly Row[]; children: ReactNode };

/** One bar of all, and each part of it in words. */
function Shares({ clients, shares, rows, children }: SharesProps) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const [ref, width] = useWidth<HTMLDivElement>(400);
  const said = (share: number) => (clients > 0 ? figures.value(share, "share") : "–");
  return (
    <>
      <div
        ref={ref}
        role="img"
        aria-label={t("cockpit.standingCaption", {
          n: figures.count(clients),
          loyal: said(shares.loyal),
          satisfied: said(shares.satisfied),
          dissatisfied: said(shares.dissatisfied),
          unknown: said(shares.unknown),
        })}
        className={styles.bar}
      >
        <ShareBar width={width} height={26} shares={shares} />
      </div>
      <dl className={styles.legend}>
        {rows.map(({ key, sign, word, share, low, high }) => (
          <div key={key}>
            <dt>
              <Sign standing={sign} /> {word}
            </dt>
            <dd>
              <b>{said(share)}</b>
              <small>
                {key !== "unknown" && low !== null && high !== null
                  ? `${figures.percentPoints(low)}–${figures.percentPoints(high)}`
                  : ""}
              </small>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.under}>{children}</p>
    </>
  );
}
