/** @file Side panel behaviour: a press on the extension's button opens the panel beside whatever page is open. */

void chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
