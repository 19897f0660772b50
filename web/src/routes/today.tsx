import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../i18n/i18n";
import { shellRoute } from "./shell";

export const todayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/today",
  loader: () => loadTexts("prompts"),
  component: lazyRouteComponent(() => import("../features/prompts/TodayPage")),
});

export const careRulesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/today/rules",
  loader: () => loadTexts("prompts"),
  component: lazyRouteComponent(() => import("../features/prompts/RulesPage")),
});
