import { useTranslation } from "react-i18next";
import { Time } from "../../../ui/Time";
import { StandingWord } from "../parts/StandingWord";
import { type Client, useStanding } from "../queries";
import styles from "./page.module.css";

/** What one wants to know at a glance, and whose client it is. */
export function Strip({ client }: { client: Client }) {
  const { t } = useTranslation("clients");
  const standing = useStanding(client.id);
  return (
    <dl className={styles.strip}>
      {standing && (
        <div>
          <dt>{t("strip.standing")}</dt>
          <dd>
            <StandingWord standing={standing} size={14} />
          </dd>
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
