/** The parts of Chrome's extension interface that the panel uses. */
declare const chrome: {
  sidePanel: { setPanelBehavior(behavior: { openPanelOnActionClick: boolean }): Promise<void> };
  windows: { create(data: { url: string; type: string; width: number; height: number }): Promise<unknown> };
  i18n: { getMessage(name: string): string };
};
