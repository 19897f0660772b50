import { createRoute, redirect } from "@tanstack/react-router";
import { meQuery } from "../app/me";
import { Shell } from "../app/Shell";
import { speak } from "../app/session";
import { http } from "../lib/http";
import { rootRoute } from "./root";

/** Everything behind the sign-in: loads who is there, else sends to set-up or sign-in and back afterwards. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    if (me) return speak(me);
    const setup = await http.get<{ needed: boolean }>("/v1/setup");
    if (setup.needed) throw redirect({ to: "/setup" });
    throw redirect({ to: "/sign-in", search: { back: location.href } });
  },
  component: Shell,
});
