import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../app/me";
import { Button } from "../../ui/Button";
import { PageHeader } from "../../ui/PageHeader";
import { Contributions } from "./Contributions";
import { findingOf, mendedAt } from "./gates";
import { ProgrammeBoard } from "./ProgrammeBoard";
import { PublishDialog } from "./PublishDialog";
import { programmeQuery } from "./queries";

export default function ProgrammePage() {
  const { t } = useTranslation("reports");
  const { permissions } = useMe();
  const programme = useSuspenseQuery(programmeQuery).data;
  const [publishing, setPublishing] = useState(false);
  const { passed, next } = findingOf(programme.steps);
  return (
    <>
      <PageHeader
        title={next ? t("finding", { count: passed, next: t(`stepIn.${next}`) }) : t("findingAll")}
        name={t("name")}
        aside={
          permissions.includes("edit_design") && (
            <Button look="go" onPress={() => setPublishing(true)}>
              {t("publish.open")}
            </Button>
          )
        }
      >
        {t("intro")}
      </PageHeader>
      <ProgrammeBoard steps={programme.steps} mend={(key, label) => <Link to={mendedAt[key]}>{label}</Link>} />
      <Contributions rows={programme.departments} />
      {publishing && <PublishDialog onClose={() => setPublishing(false)} />}
    </>
  );
}
