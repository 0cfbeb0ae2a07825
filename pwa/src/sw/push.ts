/** The part of the worker that shows notices: a script of its own, which no start of the app has to read. */
import { type Showing, openNotice, showPush } from "./showing";

const scope = self as unknown as Showing & {
  showPush?: (data: { json(): unknown } | null) => Promise<void>;
  openNotice?: (data: unknown) => Promise<void>;
};

scope.showPush = (data) => showPush(scope, data);
scope.openNotice = (data) => openNotice(scope, data);
