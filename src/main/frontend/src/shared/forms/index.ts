import { lazy } from 'react';

export type { FormHandle } from './FormJs';

/** form-js is large, and most pages have no form of an owner. */
export const FormJs = lazy(() => import('./FormJs').then((module) => ({ default: module.FormJs })));
