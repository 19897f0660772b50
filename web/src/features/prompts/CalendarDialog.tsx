import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { Acts, Dialog } from "../../ui/Dialog";
import { ErrorLine } from "../../ui/ErrorState";
import { Time } from "../../ui/Time";
import { useCalendarLinks, useMakeCalendarLink, useRevokeCalendarLink } from "./queries";
import styles from "./today.module.css";

/** One's own calendar by a secret address. The address is shown once; who has it can read along until it is withdrawn. */
export function CalendarDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("prompts");
  const links = useCalendarLinks(open);
  const make = useMakeCalendarLink();
  const revoke = useRevokeCalendarLink();
  const close = () => {
    make.reset();
    onClose();
  };
  return (
    <Dialog title={t("calendar.title")} open={open} onClose={close}>
      <p className={styles.soft}>{t("calendar.what")}</p>
      {make.data && <CopyField label={t("calendar.address")} value={make.data.address} hint={t("calendar.once")} />}
      {links.data && links.data.length > 0 && (
        <ul className={styles.waiting}>
          {links.data.map((link) => (
            <li key={link.id}>
              <div>
                {t("calendar.made")} <Time at={link.created_at} as="day" />
              </div>
              <Button size="s" look="quiet" onPress={() => revoke.mutate(link.id)}>
                {t("calendar.revoke")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ErrorLine error={make.error ?? revoke.error ?? links.error} />
      <Acts>
        <Button onPress={close}>{t("close")}</Button>
        <Button look="go" pending={make.isPending} onPress={() => make.mutate()}>
          {t("calendar.make")}
        </Button>
      </Acts>
    </Dialog>
  );
}
