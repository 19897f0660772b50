import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ShareBar } from "../../../ui/charts/ShareBar";
import { useFigures } from "../../../ui/charts/useFigures";
import { useWidth } from "../../../ui/charts/useWidth";
import { Sign } from "../../../ui/Sign";
import { carried, useView } from "../parts/useView";
import type { Cockpit } from "../queries";
import { parseScale, standingWords } from "../scales";
import styles from "./cockpit.module.css";
import { Tile } from "./Tile";

const ORDER = ["loyal", "satisfied", "dissatisfied", "unknown"] as const;

/** Where clients stand, each share with its interval; what it rests on is said, not hidden. */
export function StandingTile({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useTranslation("insight");
  const figures = useFigures();
  const [view] = useView();
  const [ref, width] = useWidth<HTMLDivElement>(400);
  const { standing } = cockpit;
  const clients = standing.clients;
  const asked = clients > 0;
  const share = (key: (typeof ORDER)[number]) => (asked ? figures.value(standing[key].share, "share") : "–");
  return (
    <Tile
      title={t("cockpit.standing")}
      span={4}
      link={
        <Link to="/touchpoints" search={carried(view)}>
          {t("cockpit.standingLink")}
        </Link>
      }
    >
      <div
        ref={ref}
        role="img"
        aria-label={t("cockpit.standingCaption", {
          n: figures.count(clients),
          loyal: share("loyal"),
          satisfied: share("satisfied"),
          dissatisfied: share("dissatisfied"),
          unknown: share("unknown"),
        })}
        className={styles.bar}
      >
        <ShareBar
          width={width}
          height={26}
          shares={{
            loyal: standing.loyal.share,
            satisfied: standing.satisfied.share,
            dissatisfied: standing.dissatisfied.share,
            unknown: asked ? standing.unknown.share : 1,
          }}
        />
      </div>
      <dl className={styles.legend}>
        {ORDER.map((key) => {
          const { low, high } = standing[key];
          return (
            <div key={key}>
              <dt>
                <Sign standing={key} /> {t(`common.${key}`)}
              </dt>
              <dd>
                <b>{share(key)}</b>
                <small>
                  {key !== "unknown" && low !== null && high !== null
                    ? `${figures.percentPoints(low)}–${figures.percentPoints(high)}`
                    : ""}
                </small>
              </dd>
            </div>
          );
        })}
      </dl>
      <p className={styles.under}>
        {t("cockpit.ofClients", { n: figures.count(clients) })}
        {cockpit.fallback && `. ${t("common.fallback", standingWords(parseScale(cockpit.rating_scale)))}`}
      </p>
    </Tile>
  );
}
