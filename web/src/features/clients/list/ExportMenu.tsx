import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Chevron } from "../../../ui/Chevron";
import { Menu, MenuItem } from "../../../ui/Menu";
import { exportFile, type Filters } from "../queries";

/** Everybody whom search and filters leave, not only those on the page; the file can be brought in again as it is. */
export function ExportMenu({ filters }: { filters: Filters }) {
  const { t } = useTranslation("clients");
  return (
    <Menu
      label={t("file.export")}
      placement="bottom end"
      trigger={
        <Button>
          {t("file.export")} <Chevron />
        </Button>
      }
    >
      <MenuItem id="csv" href={exportFile("csv", filters)} download note={t("file.note")}>
        {t("file.csv")}
      </MenuItem>
      <MenuItem id="xlsx" href={exportFile("xlsx", filters)} download>
        {t("file.xlsx")}
      </MenuItem>
    </Menu>
  );
}
