import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { type ComponentType, lazy } from "react";
import { loadTexts } from "../i18n/i18n";
import { rootRoute } from "./root";
import { shellRoute } from "./shell";

// The board and the sprints are two features; here they meet.
const Board = lazy(async () => {
  const [{ default: Page }, { Sprints }] = await Promise.all([
    import("../features/loyalty/plusones/PlusOnesPage"),
    import("../features/loyalty/sprint/Sprints"),
  ]);
  const Composed: ComponentType = () => <Page sprints={<Sprints />} />;
  return { default: Composed };
});

export const plusOneRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/plus-ones",
    validateSearch: ({ touchpoint }: Record<string, unknown>): { touchpoint?: string } =>
      typeof touchpoint === "string" ? { touchpoint } : {},
    loader: () => loadTexts("loyalty/plusones", "loyalty/sprint", "charts"),
    component: Board,
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/plus-ones/$plusOneId",
    loader: () => loadTexts("loyalty/plusones", "charts"),
    component: lazyRouteComponent(() => import("../features/loyalty/plusones/PlusOnePage")),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/plus-ones/sprints/$sprintId",
    loader: () => loadTexts("loyalty/sprint"),
    component: lazyRouteComponent(() => import("../features/loyalty/sprint/HostPage")),
  }),
] as const;

export const sprintRoomRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/s/$secret",
  loader: () => loadTexts("loyalty/sprint"),
  component: lazyRouteComponent(() => import("../features/loyalty/sprint/RoomPage")),
});
