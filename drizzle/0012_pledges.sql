CREATE TABLE `pledge_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`pledge_id` text NOT NULL,
	`match_id` text,
	`what` text NOT NULL,
	`actor` text NOT NULL,
	`data` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`pledge_id`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`match_id`) REFERENCES `pledge_matches`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pledge_entries_pledge` ON `pledge_entries` (`pledge_id`,`at`);--> statement-breakpoint
CREATE TABLE `pledge_matches` (
	`id` text PRIMARY KEY NOT NULL,
	`pledge_id` text NOT NULL,
	`case_id` text NOT NULL,
	`status` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`pledge_id`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pledge_matches_status" CHECK("pledge_matches"."status" = 'open' or "pledge_matches"."status" = 'introduced' or "pledge_matches"."status" = 'done' or "pledge_matches"."status" = 'ended')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pledge_matches_one` ON `pledge_matches` (`pledge_id`,`case_id`) WHERE "pledge_matches"."status" = 'open' or "pledge_matches"."status" = 'introduced';--> statement-breakpoint
CREATE INDEX `pledge_matches_case` ON `pledge_matches` (`case_id`);--> statement-breakpoint
CREATE TABLE `pledge_shares` (
	`id` text PRIMARY KEY NOT NULL,
	`match_id` text NOT NULL,
	`side` text NOT NULL,
	`contact_id` text,
	`answer` text NOT NULL,
	`wording` text,
	`wording_version` text,
	`asked_at` integer,
	`answered_at` integer,
	`inbound_id` text,
	`noted_by` text,
	`how` text,
	FOREIGN KEY (`match_id`) REFERENCES `pledge_matches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inbound_id`) REFERENCES `inbound_messages`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pledge_shares_side_word" CHECK("pledge_shares"."side" = 'giver' or "pledge_shares"."side" = 'needer'),
	CONSTRAINT "pledge_shares_answer" CHECK("pledge_shares"."answer" = 'unasked' or "pledge_shares"."answer" = 'asked' or "pledge_shares"."answer" = 'yes' or "pledge_shares"."answer" = 'no'),
	CONSTRAINT "pledge_shares_proof" CHECK("pledge_shares"."answer" <> 'yes' or "pledge_shares"."inbound_id" is not null or "pledge_shares"."how" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pledge_shares_side` ON `pledge_shares` (`match_id`,`side`);--> statement-breakpoint
CREATE UNIQUE INDEX `pledge_shares_asked` ON `pledge_shares` (`contact_id`) WHERE "pledge_shares"."answer" = 'asked';--> statement-breakpoint
CREATE INDEX `pledge_shares_contact` ON `pledge_shares` (`contact_id`,`asked_at`);--> statement-breakpoint
CREATE TABLE `pledges` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`contact_id` text,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`giver` text,
	`phone` text,
	`organisation` text,
	`commune` text,
	`province` text,
	`status` text NOT NULL,
	`closed_reason` text,
	`wording` text,
	`wording_version` text,
	`inbound_id` text,
	`how` text,
	`entered_by` text,
	`at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation`) REFERENCES `organisations`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inbound_id`) REFERENCES `inbound_messages`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "pledges_kind" CHECK("pledges"."kind" = 'goods' or "pledges"."kind" = 'jobs' or "pledges"."kind" = 'transport'),
	CONSTRAINT "pledges_status" CHECK("pledges"."status" = 'new' or "pledges"."status" = 'verified' or "pledges"."status" = 'closed'),
	CONSTRAINT "pledges_closed_reason" CHECK("pledges"."closed_reason" = 'given' or "pledges"."closed_reason" = 'not_needed' or "pledges"."closed_reason" = 'not_true' or "pledges"."closed_reason" = 'withdrawn'),
	CONSTRAINT "pledges_closed" CHECK(("pledges"."status" = 'closed') = ("pledges"."closed_reason" is not null)),
	CONSTRAINT "pledges_consent" CHECK("pledges"."inbound_id" is not null or "pledges"."how" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pledges_code` ON `pledges` (`code`);--> statement-breakpoint
CREATE INDEX `pledges_contact` ON `pledges` (`contact_id`);--> statement-breakpoint
CREATE INDEX `pledges_place` ON `pledges` (`commune`,`status`,`at`);