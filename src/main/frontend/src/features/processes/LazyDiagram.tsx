import { lazy } from 'react';

/** bpmn-js is large: it is loaded when somebody opens a diagram. */
export const LazyDiagram = lazy(() => import('./Diagram').then((module) => ({ default: module.Diagram })));
