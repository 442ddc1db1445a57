declare module 'virtual:api-routes' {
  export const API_ROUTES: Record<
    import('../../bridge/http/api-contract.ts').OperationName,
    readonly [method: string, path: string]
  >;
}

declare module '*.css';
