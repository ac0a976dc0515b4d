import { configure } from '@testing-library/dom';

// A page with dialogs takes seconds on a machine that is busy with the rest of the build.
configure({ asyncUtilTimeout: 20_000 });
