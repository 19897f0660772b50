import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Badge } from "../../../ui/Badge";
import type { Import } from "../types";
import { shareDone } from "./progress";

/** The state of an import in a word; how far, while it runs. */
export function StateWord({ one }: { one: Import }) {
  const { t } = useTranslation("signals");
  const format = useFormat();
  const share = shareDone(one);
  const words = t(`state.${one.state}`);
  if (one.state === "failed") return <Badge tone="dissatisfied">{words}</Badge>;
  if (one.state === "running") {
    return (
      <Badge tone="accent">{share === null ? words : t("state.runningAt", { share: format.percent(share) })}</Badge>
    );
  }
  return <Badge>{words}</Badge>;
}
