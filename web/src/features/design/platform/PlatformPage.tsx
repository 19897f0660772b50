import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Tabs } from "../../../ui/Tabs";
import { Loading } from "./parts/States";
import { useElements, useRoleCards, useStandards } from "./queries";

const route = getRouteApi("/shell/platform");

const tabs = {
  platform: lazy(() => import("./document/DocumentTab")),
  elements: lazy(() => import("./elements/ElementsTab")),
  behaviour: lazy(() => import("./behaviour/BehaviourTab")),
  audits: lazy(() => import("./audits/AuditsTab")),
  cards: lazy(() => import("./cards/CardsTab")),
  trace: lazy(() => import("./trace/TraceTab")),
};
export type TabKey = keyof typeof tabs;

/** What a client is to live through with us, what expresses it, how well, and what it means in each job. */
export default function PlatformPage() {
  const { t } = useTranslation("design/platform");
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const counts = {
    elements: useElements().data?.length,
    behaviour: useStandards().data?.length,
    cards: useRoleCards().data?.length,
  };
  const selected: TabKey = tab && tab in tabs ? (tab as TabKey) : "platform";
  const items = (Object.keys(tabs) as TabKey[]).map((key) => {
    const Panel = tabs[key];
    const count = counts[key as keyof typeof counts];
    return {
      key,
      label: t(`tabs.${key}`),
      count: count ? String(count) : undefined,
      panel: (
        <Suspense fallback={<Loading title={t(`tabs.${key}`)} />}>
          <Panel />
        </Suspense>
      ),
    };
  });
  return (
    <Tabs
      label={t("tabs.label")}
      items={items}
      selected={selected}
      onSelect={(key) => navigate({ search: key === "platform" ? {} : { tab: key } })}
    />
  );
}
