CREATE TABLE `models` (
	`id` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`contact_id` text,
	`whose` text,
	`told` text NOT NULL,
	`wording` text,
	`wording_version` text,
	`inbound_id` text,
	`organisation` text,
	`commune` text,
	`province` text,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`how` text,
	`consent_by` text,
	`consent_at` integer,
	`published_at` integer,
	`written_by` text,
	`at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inbound_id`) REFERENCES `inbound_messages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation`) REFERENCES `organisations`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "models_status" CHECK("models"."status" = 'nominated' or "models"."status" = 'draft' or "models"."status" = 'published' or "models"."status" = 'withdrawn'),
	CONSTRAINT "models_whose" CHECK("models"."whose" = 'self' or "models"."whose" = 'other'),
	CONSTRAINT "models_consent" CHECK("models"."status" <> 'published' or ("models"."how" is not null and "models"."consent_by" is not null and "models"."title" <> '' and "models"."text" <> ''))
);
--> statement-breakpoint
CREATE INDEX `models_published` ON `models` (`published_at`) WHERE "models"."status" = 'published';--> statement-breakpoint
CREATE INDEX `models_place` ON `models` (`commune`,`at`);--> statement-breakpoint
CREATE INDEX `models_contact` ON `models` (`contact_id`);