import { queryOptions, useMutation } from "@tanstack/react-query";
import { api, type Schemas, type Settled, settledOf } from "../../../api/client";
import { useAfterwards } from "../../../app/afterwards";

export type Leg = Schemas["TrustLeg"];
export type Part = Schemas["TrustPart"];
/** 0 to 100. */
export type Score = Settled<Schemas["TrustScore"]>;
export type Signal = Settled<Schemas["TrustSignal"]>;
export type FirmTrust = Settled<Schemas["FirmTrust"]>;
export type Pulse = Settled<Schemas["Pulse"]>;
export type NewSignal = Schemas["NewTrustSignal"];

export const trustQuery = (client: string) =>
  queryOptions({
    queryKey: ["trust", "client", client],
    queryFn: ({ signal }) => settledOf(api.GET("/v1/clients/{id}/trust", { params: { path: { id: client } }, signal })),
  });

export const firmTrustQuery = queryOptions({
  queryKey: ["trust", "firm"],
  queryFn: ({ signal }) => settledOf(api.GET("/v1/trust", { signal })),
});

export const pulseQuery = (locale: string) =>
  queryOptions({
    queryKey: ["trust", "pulse", locale],
    queryFn: ({ signal }) => settledOf(api.GET("/v1/pulse", { params: { query: { locale } }, signal })),
  });

export function useNoteSignal(client: string) {
  return useMutation({
    mutationFn: (body: NewSignal) =>
      settledOf(api.POST("/v1/clients/{id}/trust/signals", { params: { path: { id: client } }, body })),
    onSuccess: useAfterwards("trust"),
  });
}

export function useWithdrawSignal() {
  return useMutation({
    mutationFn: (id: string) => settledOf(api.DELETE("/v1/trust-signals/{id}", { params: { path: { id } } })),
    onSuccess: useAfterwards("trust"),
  });
}

export function useRestoreSignal() {
  return useMutation({
    mutationFn: (id: string) => settledOf(api.POST("/v1/trust-signals/{id}/restore", { params: { path: { id } } })),
    onSuccess: useAfterwards("trust"),
  });
}

export function useAnswerPulse() {
  return useMutation({
    mutationFn: (body: Schemas["NewPulseAnswers"]) => settledOf(api.POST("/v1/pulses/answers", { body })),
    onSuccess: useAfterwards("trust"),
  });
}
