/** The desk's script: htmx for partial pages, and small parts that each do one thing. No part holds a rule. */
import "./styles/index.css";
import "./parts/htmx";
import { startAutosave } from "./parts/autosave";
import { startDialogs } from "./parts/dialog";
import { startFileDrop } from "./parts/file-drop";
import { startForms } from "./parts/forms";
import { startKeyboard } from "./parts/keyboard";
import { startMenus } from "./parts/menus";
import { startRanges } from "./parts/ranges";
import { startRows } from "./parts/rows";
import { startSearch } from "./parts/search";
import { startStages } from "./parts/stages";
import { startTheme } from "./parts/theme";
import { startToasts } from "./parts/toast";

startTheme();
startMenus();
startDialogs();
startRows();
startRanges();
startSearch();
startForms();
startAutosave();
startFileDrop();
startKeyboard();
startStages();
startToasts();
