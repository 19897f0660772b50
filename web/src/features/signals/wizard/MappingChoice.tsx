import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Menu, MenuItem, MenuLine } from "../../../ui/Menu";
import { toast } from "../../../ui/toasts";
import { fresh, type Work } from "../mapping/work";
import { useFetchMapping, useMappings } from "../queries";
import type { Upload } from "../types";

/** Another mapping than the proposed one: a saved one, or back to the proposal. */
export function MappingChoice({ upload, work, onTake }: { upload: Upload; work: Work; onTake: (work: Work) => void }) {
  const { t } = useTranslation("signals");
  const saved = useMappings().data ?? [];
  const fetchMapping = useFetchMapping();
  return (
    <Menu
      label={t("choice.label")}
      trigger={
        <Button size="s" pending={fetchMapping.isPending}>
          {t("choice.now", { name: work.mapping.name || t("choice.unnamed") })}
        </Button>
      }
      onAction={(key) => {
        if (key === "proposal") onTake(fresh(upload.proposal));
        else
          fetchMapping.mutate(key, {
            onSuccess: ({ mapping }) => onTake({ ...fresh(mapping), said: [] }),
            onError: () => toast(t("choice.failed"), { failed: true }),
          });
      }}
    >
      <MenuItem id="proposal" note={t("choice.proposalNote")}>
        {t("choice.proposal")}
      </MenuItem>
      {saved.length > 0 && <MenuLine />}
      {saved.map((one) => (
        <MenuItem
          key={one.id}
          id={one.id}
          note={t(one.builtin ? "choice.builtin" : "choice.own", { source: one.source })}
        >
          {one.name}
        </MenuItem>
      ))}
    </Menu>
  );
}
