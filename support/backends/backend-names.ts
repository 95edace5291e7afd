/** The stores that the specification runs on. */
export const backendNames = ['embedded', 'localstack', 'endpoint'] as const;
/** One of {@link backendNames}. */
export type BackendName = (typeof backendNames)[number];
