import { createRoute, redirect } from "@tanstack/react-router";
import { meQuery, setupQuery, speak } from "../app/queries";
import { Shell } from "../app/Shell";
import { rootRoute } from "./root";

/** Everything behind the sign-in: loads who is there, else sends to set-up or sign-in and back afterwards. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    if (me) return speak(me);
    const setup = await context.queryClient.fetchQuery(setupQuery);
    if (setup.needed) throw redirect({ to: "/setup" });
    throw redirect({ to: "/sign-in", search: { back: location.href } });
  },
  component: Shell,
});
