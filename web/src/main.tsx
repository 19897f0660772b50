import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { newQueryClient } from "./app/query-client";
import { newRouter } from "./app/router";
import { startTexts } from "./i18n/i18n";
import "./ui/fonts.css";
import "./ui/tokens.css";
import "./ui/base.css";

const queryClient = newQueryClient();
const router = newRouter(queryClient);
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

// After an update of the server an open page may ask for files that are gone: load the page again, once.
window.addEventListener("vite:preloadError", (event) => {
  // Without a connection they are only out of reach.
  if (!navigator.onLine) return;
  const last = Number(sessionStorage.getItem("touchstone.reloaded") ?? 0);
  if (Date.now() - last < 60_000) return;
  event.preventDefault();
  sessionStorage.setItem("touchstone.reloaded", String(Date.now()));
  location.reload();
});

await startTexts();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Suspense>
        <RouterProvider router={router} />
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
);
