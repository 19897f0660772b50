import { useIsFetching } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Skeleton } from "../../../ui/Skeleton";
import { Time } from "../../../ui/Time";
import { StandingWord } from "../parts/StandingWord";
import { type Client, useStanding } from "../queries";
import styles from "./page.module.css";

/** What one wants to know at a glance, and whose client it is. */
export function Strip({ client }: { client: Client }) {
  const { t } = useTranslation("clients");
  const standing = useStanding(client.id);
  const asking = useIsFetching({ queryKey: ["ladder", "client", client.id] }) > 0;
  return (
    <dl className={styles.strip}>
      {(standing || asking) && (
        <div>
          <dt>{t("strip.standing")}</dt>
          <dd>{standing ? <StandingWord standing={standing} size={14} /> : <Skeleton width={96} height={28} />}</dd>
        </div>
      )}
      <div>
        <dt>{t("strip.lastTouch")}</dt>
        <dd>{client.last_touch_at ? <Time at={client.last_touch_at} /> : t("strip.never")}</dd>
      </div>
      <div>
        <dt>{t("strip.tier")}</dt>
        <dd>{client.tier?.label ?? t("strip.noTier")}</dd>
      </div>
      <div>
        <dt>{t("strip.owner")}</dt>
        <dd>{client.owner?.name ?? t("strip.noOwner")}</dd>
      </div>
    </dl>
  );
}
