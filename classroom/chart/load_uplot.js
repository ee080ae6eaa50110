/** @file Library loader: fetches uPlot when there is something to draw, and tries again where the server was away. */

import { late, loadScript } from "../../protocol/lazy_import.js";

/** Comes when `uPlot()` of plot.js can be called, however long the network takes to come back. */
export const loadPlot = late(() => loadScript("/vendor/uPlot.iife.min.js"));
