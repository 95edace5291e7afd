/** The stores that the specification runs on. */
export const backendNames = ['embedded', 'localstack', 'endpoint'] as const;
export type BackendName = (typeof backendNames)[number];
